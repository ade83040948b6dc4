-- Which version of the script for nodes the node runs; null if it says none.
alter table claims.node_report add column script integer;
