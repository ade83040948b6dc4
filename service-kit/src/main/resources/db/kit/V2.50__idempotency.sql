-- One row per Idempotency-Key and actor: who is at work on it, then the answer that every repetition gets.
create table kit.idempotency (
    id          text        primary key,  -- hash of actor, method, path and key
    actor       text        not null,
    path        text        not null,
    body_hash   text        not null,     -- of query and body: another body under the same key is refused
    started_at  timestamptz not null,
    lease_until timestamptz not null,
    status      integer,                  -- null until answered
    headers     jsonb,
    body        text
);

create index idempotency_started on kit.idempotency (started_at);

-- What a request's commands returned, written in each command's own transaction: the effect and the proof that it
-- happened commit together, so that a request repeated after a crash does not do it again.
create table kit.idempotency_effect (
    id          text    not null references kit.idempotency on delete cascade,
    ordinal     integer not null,
    result_type text,
    result      jsonb,
    primary key (id, ordinal)
);
