-- Whether the last question showed nothing of whether the node is there: it was not asked, or somebody else answered.
alter table claims.node_report add column unproven boolean not null default false;
