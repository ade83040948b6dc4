-- Whether the role page of a node says active; null if it has none.
alter table claims.node_report add column page boolean;
