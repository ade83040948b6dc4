create schema if not exists measuring;

-- What probes saw during a switchover. Observations: not built from events, and not to be had again.
create table measuring.sample (
    deployment text not null,
    run        integer not null,
    at         timestamptz not null,
    answers    jsonb not null,
    primary key (deployment, run, at)
);

create table views.measurement (
    deployment text not null,
    run        integer not null,
    until      timestamptz not null,
    figures    jsonb not null,
    primary key (deployment, run)
);
