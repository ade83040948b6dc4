-- Why somebody asked for a run, and under which ticket.
alter table views.run add column asked_reason text;
alter table views.run add column ticket text;
