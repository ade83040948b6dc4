-- Instances of the service that are alive, so that they share the segments evenly.
create table kit.instance (
    id      uuid        primary key,
    seen_at timestamptz not null
);

-- A view being rebuilt aside, or the last time it was.
create table kit.replay (
    processor    text        primary key,
    state        text        not null check (state in ('RUNNING', 'DONE')),
    view_tables  text[]      not null,
    requested_at timestamptz not null,
    ended_at     timestamptz
);

-- A policy's or listener's command that was refused: an outcome, kept for whoever asks why nothing happened.
create table kit.refusal (
    id       bigint generated always as identity primary key,
    handler  text        not null,
    cause_id text        not null,
    problem  text        not null,
    detail   text        not null,
    at       timestamptz not null
);
