-- Claims

create table claims.trunk (
    supplier      text not null,
    trunk         text not null,
    party         text not null,
    cluster       text not null,
    authorisation text not null,
    policy        text,
    exclusive     boolean not null,
    registrar     text,
    account_nodes text[] not null,
    nodes         text[] not null,
    moving        boolean not null,
    primary key (supplier, trunk)
);

create index trunk_cluster on claims.trunk (cluster);

-- A login at a registrar belongs to one trunk, whichever supplier it is of.
create table claims.login (
    registrar text not null,
    login     text not null,
    supplier  text not null,
    trunk     text not null,
    primary key (registrar, login)
);

-- The gate registration-exclusive: where a second registration is rejected or displaces the first, one row is all there is.
create table claims.registration (
    registrar text not null,
    login     text not null,
    cluster   text not null,
    node      text not null,
    supplier  text not null,
    trunk     text not null,
    primary key (registrar, login)
);

create index registration_node on claims.registration (cluster, node);

create table claims.supplier_party (
    supplier text primary key,
    party    text not null
);

create table claims.route (
    route   text primary key,
    cluster text not null,
    prefix  text not null,
    reserve boolean not null
);

create index route_cluster on claims.route (cluster);

create table claims.route_trunk (
    route    text not null references claims.route on delete cascade,
    position integer not null,
    supplier text not null,
    trunk    text not null,
    primary key (route, position)
);

-- Views

create table views.supplier (
    supplier text primary key,
    party    text not null,
    name     text not null,
    added_at timestamptz not null
);

create table views.trunk (
    supplier      text not null,
    trunk         text not null,
    cluster       text not null,
    authorisation text not null,
    registrar     text,
    login         text,
    policy        text,
    account_nodes  text[] not null,
    account_logins text[] not null,
    nodes         text[] not null,
    moving        boolean not null,
    epoch         bigint not null,
    version       bigint not null,
    changed_at    timestamptz not null,
    primary key (supplier, trunk)
);

create table views.route (
    route      text primary key,
    cluster    text not null,
    prefix     text not null,
    trunks     text[] not null,
    reserve    boolean not null,
    version    bigint not null,
    changed_at timestamptz not null
);

create table views.registration_move (
    supplier          text not null,
    trunk             text not null,
    move              integer not null,
    migration         text not null,
    from_node         text not null,
    to_node           text not null,
    state             text not null,
    started_at        timestamptz not null,
    started_by        text,
    released_at       timestamptz,
    released_by       text,
    released_evidence text,
    moved_at          timestamptz,
    moved_by          text,
    moved_evidence    text,
    aborted_at        timestamptz,
    aborted_by        text,
    abort_reason      text,
    restored_at       timestamptz,
    restored_by       text,
    restored_evidence text,
    primary key (supplier, trunk, move)
);

create index registration_move_migration on views.registration_move (migration);
