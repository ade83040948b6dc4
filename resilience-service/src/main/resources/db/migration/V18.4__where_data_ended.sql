-- A deployment remembers now how far the data of a node were when it last served, which an old snapshot does not tell.
delete from events.snapshots where aggregate_type = 'Deployment';
