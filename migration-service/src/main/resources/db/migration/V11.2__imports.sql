create schema if not exists staging;

-- Posted files, row by row, until they are appended.
create table staging.import (
    import text primary key,
    kind text not null,
    all_or_nothing boolean not null,
    sha256 text not null,
    lines int not null,
    unreadable int not null,
    ignored_columns text[] not null,
    state text not null,
    outcome text,
    detail text,
    to_append int not null default 0,
    skipped int not null default 0,
    refused int not null default 0,
    appended int not null default 0,
    up_to_row int not null default 0,
    received_at timestamptz not null,
    checked_at timestamptz,
    ended_at timestamptz
);

create table staging.line (
    import text not null,
    row int not null,
    id text not null,
    content uuid not null,
    fields jsonb not null,
    primary key (import, row)
);

create table staging.finding (
    import text not null,
    row int not null,
    n int generated always as identity,
    field text not null,
    rule text not null,
    value text,
    remedy text not null,
    primary key (import, row, n)
);
