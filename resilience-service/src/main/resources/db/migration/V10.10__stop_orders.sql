-- Orders to stop what a node serves on nobody's word, that have come to nothing: each is given again later than the one before.
create table claims.stop_order (
    deployment text not null,
    node       text not null,
    "group"    text not null,
    epoch      bigint not null,
    said       text not null, -- what the node said of the group before the last one
    result     text not null,
    output     text not null,
    times      integer not null, -- how often in a row it came to the same
    given_at   timestamptz not null,
    next_at    timestamptz not null,
    primary key (deployment, node, "group")
);
