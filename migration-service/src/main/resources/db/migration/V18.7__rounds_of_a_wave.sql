-- Each time a wave's members begin to be told or put back is a round of its own: work of an earlier one ends.
alter table claims.wave add column round integer not null default 0;

-- Those taken before do not know it.
delete from events.snapshots where aggregate_type = 'Migration';
