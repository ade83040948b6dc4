-- All that belongs to persons, apart from the log, so that it can be erased.
create schema if not exists mail;

create table mail.contact (
    party      text        primary key,
    version    bigint      not null,
    -- goes with the row, and with it the meaning of the hash in the log
    salt       text        not null,
    changed_at timestamptz not null
);

create table mail.recipient (
    party     text not null references mail.contact on delete cascade,
    place     int  not null,
    email     text not null,
    name      text,
    language  text not null,
    time_zone text not null,
    primary key (party, place)
);
