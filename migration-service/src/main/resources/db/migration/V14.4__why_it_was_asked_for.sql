-- Why somebody asked for what is going on, and under which ticket.
alter table views.migration add column ticket text;
alter table views.wave add column asked_reason text;
alter table views.wave add column ticket text;
alter table views.removal add column asked_reason text;
alter table views.removal add column ticket text;
alter table views.replication add column asked_reason text;
alter table views.replication add column ticket text;
alter table views.registration_move add column asked_reason text;
alter table views.registration_move add column ticket text;
alter table staging.import add column reason text;
alter table staging.import add column ticket text;
