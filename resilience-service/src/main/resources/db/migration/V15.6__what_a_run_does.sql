-- What the run that goes on does to the service, for those who ask where it is; none in rows of before: a switchover.
alter table claims.deployment add column open_kind text;
