-- Views: dropped and replayed at will.

create table views.migration (
    migration           text primary key,
    version             bigint not null,
    kind                text not null,
    cluster             text not null,
    source              text not null,
    target              text not null,
    phase               text not null,
    reason              text not null,
    hoster_contract_end date,
    planned_end         timestamptz,
    drain_time          interval not null,
    predictions         jsonb not null,
    predicted_end       timestamptz not null,
    warning             text,
    planned_at          timestamptz not null,
    started_at          timestamptz,
    ended_at            timestamptz,
    decommissioned_at   timestamptz,
    abort_reason        text,
    restored            integer,
    not_restored        integer,
    left_over           jsonb
);

create table views.wave (
    migration    text not null,
    wave         text not null,
    number       integer not null,
    phase        text not null,
    selection    text not null,
    members      integer not null,
    by_domain    integer not null,
    members_hash text not null,
    waits_for    jsonb not null,
    due          timestamptz,
    started_at   timestamptz,
    ended_at     timestamptz,
    refused      integer not null default 0,
    failure      text,
    gates        jsonb,
    primary key (migration, wave)
);

create table views.removal (
    migration       text not null,
    removal         integer not null,
    state           text not null,
    outcome         text,
    reason          text,
    started_at      timestamptz not null,
    started_by      text not null,
    no_return_at    timestamptz,
    suspended_at    timestamptz,
    handed_over_at  timestamptz,
    ended_at        timestamptz,
    outage          interval,
    outage_evidence text,
    outage_by       text,
    gates           jsonb not null,
    primary key (migration, removal)
);

create table views.removal_step (
    migration    text not null,
    removal      integer not null,
    step         text not null,
    position     integer not null,
    compensation text not null,
    started_at   timestamptz not null,
    ended_at     timestamptz,
    evidence     text,
    confirmed_by text,
    in_doubt     boolean not null default false,
    primary key (migration, removal, step)
);

-- Whom a migration has told, and how far each is.
create table views.told_customer (
    migration text not null,
    customer  text not null,
    wave      text not null,
    party     text not null,
    state     text not null,
    due       timestamptz not null,
    told_at   timestamptz not null,
    changed_at timestamptz not null,
    evidence  text,
    primary key (migration, customer)
);

create index told_customer_state on views.told_customer (migration, state, customer);
create index told_customer_due on views.told_customer (migration, due) where state = 'ANNOUNCED';

-- How many of them, by wave and state: each change adds, so that nobody counts a million rows.
create table views.told_count (
    migration text not null,
    wave      text not null,
    state     text not null,
    n         bigint not null,
    primary key (migration, wave, state)
);
