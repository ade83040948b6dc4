-- When the last look began that failed by something of ours, and why; nothing once one has come to its end.
alter table claims.watch
    add column failed_from timestamptz,
    add column failure     text;
