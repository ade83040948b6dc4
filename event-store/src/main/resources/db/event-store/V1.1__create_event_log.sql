create schema if not exists events;

-- Append only: the service's role needs no more than insert and select here.
create table events.events (
    id             bigint generated always as identity (cache 1) primary key, -- a larger cache would break the order within an aggregate
    event_id       text        not null,
    aggregate_type text,
    aggregate_id   text        not null,
    sequence       bigint      not null,
    name           text        not null,
    revision       text,
    payload        jsonb       not null,
    metadata       jsonb       not null,
    hash           bytea       not null, -- SHA-256 of the payload's canonical form (RFC 8785)
    at             timestamptz not null, -- by the writer's clock; says nothing about the order
    constraint event_stored_once unique (event_id),
    constraint event_in_sequence unique (aggregate_id, sequence)
);

-- Committed, but without a position yet. Written by the append, emptied by the sequencer.
create table events.pending (
    id    bigint primary key,
    since timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_threshold = -1);

-- The order everybody follows: without gaps, never changed.
create table events.log (
    position bigint primary key,
    event    bigint not null,
    constraint event_sequenced_once unique (event)
);

-- The newest snapshot of each aggregate; may be deleted at any time.
create table events.snapshots (
    aggregate_id   text        primary key,
    aggregate_type text,
    sequence       bigint      not null,
    event_id       text        not null,
    name           text        not null,
    revision       text,
    payload        text        not null,
    metadata       text        not null,
    at             timestamptz not null
);
