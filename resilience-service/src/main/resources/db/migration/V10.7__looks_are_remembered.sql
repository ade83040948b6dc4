-- Nobody is given up by time alone: when a look began and ended, and since when looks have followed each other.
alter table claims.watch
    add column watched_since timestamptz,
    add column looked_from   timestamptz,
    add column looked_until  timestamptz;
