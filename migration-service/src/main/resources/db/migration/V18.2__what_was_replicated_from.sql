-- From which node the others' data came: once that has lost management, being in sync with it says nothing of the source.
alter table claims.replication add column source text;
update claims.replication set source = started.payload ->> 'source'
  from events.events started
 where started.aggregate_id = 'cluster/' || replication.cluster and started.name = 'cluster.replication-started'
   and started.payload ->> 'node' = replication.node
   and cast(started.payload ->> 'attempt' as integer) = replication.attempt;
alter table claims.replication alter column source set not null;

-- Taken before it was remembered; they are made anew.
delete from events.snapshots where aggregate_type = 'Cluster';
