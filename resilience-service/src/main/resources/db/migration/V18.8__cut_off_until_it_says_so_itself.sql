-- A node that was cut off counts as that until it says itself that it has stopped, and one that is ordered to start may write
-- from where it was: both an old snapshot does not tell.
delete from events.snapshots where aggregate_type = 'Deployment';
