create table views.run (
    deployment   text not null,
    run          integer not null,
    kind         text not null,
    urgency      text not null,
    "order"      text,
    drill        boolean not null,
    "from"       text,
    "to"         text,
    plan         jsonb not null,
    gates        jsonb not null,
    started_by   text not null,
    started_at   timestamptz not null,
    no_return_at timestamptz,
    back         text,
    outcome      text,
    reason       text,
    open         jsonb not null default '[]',
    ended_at     timestamptz,
    primary key (deployment, run)
);

create table views.run_step (
    deployment text not null,
    run        integer not null,
    number     integer not null,
    step       text not null,
    action     text,
    node       text not null,
    "group"    text not null,
    epoch      bigint not null,
    back       boolean not null,
    undo       jsonb not null,
    state      text not null,
    detail     text,
    started_at timestamptz not null,
    ended_at   timestamptz,
    primary key (deployment, run, number)
);

create table views.obligation (
    deployment text not null,
    obligation text not null,
    opened_at  timestamptz not null,
    what       text not null,
    node       text,
    met_at     timestamptz,
    met_by     text,
    evidence   text,
    primary key (deployment, obligation, opened_at)
);
