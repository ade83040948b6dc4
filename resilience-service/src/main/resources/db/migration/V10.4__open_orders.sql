-- The order that stands open: a worker that comes late, after a crash of another, gives no other.
alter table claims.deployment add column open_run integer, add column open_order integer;
