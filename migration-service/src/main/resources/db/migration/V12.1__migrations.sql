create schema if not exists claims;
create schema if not exists views;

-- Where each migration stands. Locked for share by what happens within a phase, for update by what ends it.
create table claims.migration (
    migration text primary key,
    cluster   text not null,
    source    text not null,
    target    text not null,
    phase     text not null,
    drain     interval not null,
    removal   integer not null default 0
);

create unique index one_active_migration on claims.migration (cluster)
    where phase in ('PLANNED', 'RUNNING', 'REMOVING', 'ABORTING');

create table claims.wave (
    migration text not null,
    wave      text not null,
    phase     text not null,
    members   integer not null,
    by_domain integer not null,
    due       timestamptz,
    primary key (migration, wave)
);

-- Who is in a wave: written once, when it is planned; the event holds count and hash. Only a refusal is added.
create table claims.wave_member (
    migration text not null,
    wave      text not null,
    customer  text not null,
    refusal   text,
    primary key (migration, wave, customer)
);

create index wave_member_customer on claims.wave_member (migration, customer);

-- The last word of a person for each gate.
create table claims.attestation (
    migration text not null,
    gate      text not null,
    evidence  text not null,
    by_whom   text not null,
    at        timestamptz not null,
    primary key (migration, gate)
);
