-- Who asked for what is going on: for the plan, then for the start, then for the abort.
alter table views.migration add column requested_by text;
-- For the start, then for the way back.
alter table views.wave add column requested_by text;
alter table staging.import add column requested_by text;
