-- Claims

create table claims.authorisation (
    migration text not null,
    supplier  text not null,
    trunk     text not null,
    address   text not null,
    standing  text not null,
    primary key (migration, supplier, trunk, address)
);

-- Views

create table views.authorisation (
    migration       text not null,
    supplier        text not null,
    trunk           text not null,
    address         text not null,
    party           text,
    standing        text not null,
    needed_by       timestamptz,
    reason          text,
    requested_at    timestamptz,
    requested_by    text,
    reminders       integer not null default 0,
    reminded_at     timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    note            text,
    proven_at       timestamptz,
    proven_by       text,
    evidence        text,
    refused_at      timestamptz,
    refused_by      text,
    refusal         text,
    waived_at       timestamptz,
    waived_by       text,
    waiver          text,
    primary key (migration, supplier, trunk, address)
);
