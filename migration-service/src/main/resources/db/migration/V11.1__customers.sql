create schema if not exists claims;
create schema if not exists views;

-- Where each customer is. Written in the transaction of the customer's events.
create table claims.customer (
    customer text primary key,
    party text not null,
    reached_by text not null,
    domain text,
    cluster text not null,
    node text not null,
    state text not null,
    migration text,
    wave text,
    target text,
    due timestamptz,
    moved_at timestamptz,
    on_source_since timestamptz not null,
    since_stated boolean not null,
    time_zone text not null,
    content uuid not null
);
create index customer_by_node on claims.customer (cluster, node, state, customer);
create index customer_by_migration on claims.customer (migration, state, customer) where migration is not null;
create index customer_due on claims.customer (migration, due) where state = 'ANNOUNCED';

-- How many customers a node has, by state. Each count is spread over several rows, so that writers rarely meet on one;
-- the rows of one count are added up and may each be below zero.
create table claims.customer_count (
    cluster text not null,
    node text not null,
    state text not null,
    stripe smallint not null,
    n bigint not null,
    primary key (cluster, node, state, stripe)
) with (fillfactor = 50);

create table views.customer (like claims.customer including defaults including constraints including indexes);
create index customer_view_by_state on views.customer (state, customer);

-- Nodes nobody is put on any more, since their removal began.
create table claims.closed_node (
    cluster text not null,
    node text not null,
    primary key (cluster, node)
);
