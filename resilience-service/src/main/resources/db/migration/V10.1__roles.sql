create schema if not exists claims;
create schema if not exists views;

-- Who owns which group, written in the transaction of the event that says so. The role endpoints answer from it.
create table claims.role (
    deployment text not null,
    node       text not null,
    "group"    text not null,
    role       text not null check (role in ('OWNER', 'DRAINING', 'NONE')),
    epoch      bigint not null,
    since      timestamptz not null,
    primary key (deployment, node, "group")
);

-- Each group has one owner, and one node at most that still finishes its calls.
create unique index on claims.role (deployment, "group") where role = 'OWNER';
create unique index on claims.role (deployment, "group") where role = 'DRAINING';
