-- What nodes have tried out about themselves: licences, trunks, calls.
alter table claims.node_report add column checks jsonb not null default '[]';
