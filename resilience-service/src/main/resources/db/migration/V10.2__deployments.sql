-- What a deployment consists of, for whoever acts on its nodes; written in the transaction of the event.
create table claims.deployment (
    deployment text primary key,
    version    bigint not null,
    definition jsonb not null,
    defined_at timestamptz not null
);

-- What each node last said of itself, and what came of asking since. Observations, not built from events.
create table claims.node_report (
    deployment text not null,
    node       text not null,
    at         timestamptz,
    by_person  boolean not null default false,
    groups     jsonb not null default '[]',
    told       jsonb not null default '[]', -- what the deployment has heard of it
    trouble    text,
    trouble_at timestamptz,
    primary key (deployment, node)
);

-- Whom to look at, and when next. Whoever takes a row moves its time on, so instances share the work.
create table claims.watch (
    deployment text not null,
    kind       text not null check (kind in ('NODE', 'CC', 'MDS', 'EDGE')),
    subject    text not null,
    next_at    timestamptz not null,
    primary key (deployment, kind, subject)
);

create index on claims.watch (next_at);

-- Where each follower was last brought: to which node, for which epoch.
create table claims.follower (
    deployment text not null,
    follower   text not null,
    node       text not null,
    epoch      bigint not null,
    primary key (deployment, follower)
);
