create schema if not exists kit;
create schema if not exists views;
create schema if not exists claims;

-- How far each processor has read; the columns are Axon's.
create table kit.token_entry (
    processor_name varchar(255) not null,
    segment        integer      not null,
    token          bytea,
    token_type     varchar(255),
    touched_at     varchar(255) not null,
    owner          varchar(255),
    primary key (processor_name, segment)
);
