create schema if not exists claims;
create schema if not exists views;

-- Claims: written in the transaction of the event, read under lock before a decision.

create table claims.node (
    cluster         text not null,
    node            text not null,
    address         text not null,
    media_addresses text[] not null,
    management_url  text not null,
    live            boolean not null,
    primary key (cluster, node)
);

create table claims.management (
    cluster   text primary key,
    owner     text not null,
    epoch     bigint not null,
    suspended boolean not null,
    since     timestamptz not null
);

create table claims.replication (
    cluster     text not null,
    node        text not null,
    attempt     integer not null,
    phase       text not null,
    observed_at timestamptz,
    evidence    text,
    step_since  timestamptz not null,
    primary key (cluster, node)
);

-- How long the steps of earlier runs really took; a down time that nobody stated is null.
create table claims.replication_run (
    cluster text not null,
    node    text not null,
    attempt integer not null,
    step    text not null,
    work    interval not null,
    down    interval,
    primary key (cluster, node, attempt, step)
);

-- Views: dropped and replayed at will.

create table views.cluster (
    cluster              text primary key,
    version              bigint not null,
    defined_at           timestamptz not null,
    management_owner     text,
    management_epoch     bigint,
    management_suspended boolean,
    management_since     timestamptz
);

create table views.cluster_node (
    cluster         text not null,
    node            text not null,
    address         text not null,
    media_addresses text[] not null,
    management_url  text not null,
    state           text not null,
    added_at        timestamptz not null,
    removed_at      timestamptz,
    primary key (cluster, node)
);

create table views.replication (
    cluster     text not null,
    node        text not null,
    attempt     integer not null,
    source      text not null,
    state       text not null,
    started_at  timestamptz not null,
    started_by  text,
    ended_at    timestamptz,
    evidence    text,
    observed_at timestamptz,
    reason      text,
    primary key (cluster, node, attempt)
);

create table views.replication_step (
    cluster           text not null,
    node              text not null,
    attempt           integer not null,
    step              text not null,
    position          integer not null,
    predicted_work    interval,
    predicted_down    interval,
    prediction_source text not null,
    started_at        timestamptz,
    finished_at       timestamptz,
    stated_down       interval,
    evidence          text,
    confirmed_by      text,
    primary key (cluster, node, attempt, step)
);
