-- The last order given to a node about a group: one that was told to start may serve before anybody knows that it owns it.
alter table claims.role
    add column ordered  bigint not null default 0,
    add column starting boolean not null default false;

update claims.role r set starting = true
 where role = 'NONE'
   and exists (select from claims.deployment d where d.deployment = r.deployment and d.open_order is not null);
