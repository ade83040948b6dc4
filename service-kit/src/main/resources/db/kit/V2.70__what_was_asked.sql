-- What was true of the command when it was asked, and why it was not carried out.
alter table views.override add column facts text[] not null default '{}';
alter table views.override add column ended_because text;
