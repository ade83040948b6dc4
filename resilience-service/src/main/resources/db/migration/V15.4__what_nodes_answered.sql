-- What the node answered to an order, or whose evidence it is that it was done.
alter table views.run_step add column exit_code integer;
alter table views.run_step add column output text;
alter table views.run_step add column answered_in interval;
alter table views.run_step add column said_by text;
