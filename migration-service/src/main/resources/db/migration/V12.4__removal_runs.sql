-- The step a removal under way waits for.
alter table claims.migration add column open_step text;

-- How long removals took, for the predictions of the next. Written in the transaction of the events.
create table claims.removal_run (
    migration    text not null,
    removal      integer not null,
    started_at   timestamptz not null,
    suspended_at timestamptz,
    work         interval,
    gap          interval,
    outage       interval,
    primary key (migration, removal)
);
