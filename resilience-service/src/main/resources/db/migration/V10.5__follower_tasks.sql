-- What a person was last asked to do for a follower: when the sides change, another is asked for, and this one dropped.
create table claims.follower_task (
    deployment text not null,
    follower   text not null,
    task       text not null,
    round      integer not null, -- the same may have to be asked again
    open       boolean not null,
    primary key (deployment, follower)
);
