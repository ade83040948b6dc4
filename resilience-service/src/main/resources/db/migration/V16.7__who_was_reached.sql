-- Whether the node was reached when it last answered nothing that counts: then it is not silent, and may serve.
alter table claims.node_report add column reached boolean not null default false;
