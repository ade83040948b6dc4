-- A deployment remembers now whether a node served before it showed the epoch of its order, which an old snapshot does not tell.
delete from events.snapshots where aggregate_type = 'Deployment';
