-- An order whose end nobody knows is repeated by its id; what is known to have ended is ordered by another.
alter table claims.repeated_order add column id text not null default '';
