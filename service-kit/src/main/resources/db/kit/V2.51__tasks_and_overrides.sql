create schema if not exists views;

create table views.task (
    id           text        primary key,
    subject      text        not null,
    kind         text        not null,
    title        text        not null,
    instructions text        not null,
    due_at       timestamptz,
    details      jsonb       not null,
    state        text        not null,
    opened_at    timestamptz not null,
    closed_at    timestamptz,
    closed_by    text,
    evidence     text
);

create index task_subject on views.task (subject);

-- Commands that set gates aside, waiting for a second person.
create table views.override (
    id           text        primary key,
    command      text        not null,
    subject      text        not null,
    gates        text[]      not null,
    reason       text        not null,
    ticket       text,
    requested_by text        not null,
    requested_at timestamptz not null,
    expires_at   timestamptz not null,
    state        text        not null,
    ended_at     timestamptz,
    ended_by     text
);
