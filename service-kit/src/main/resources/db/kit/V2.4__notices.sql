-- The last sequence given to a notice of ours: moves with the publisher's token, so it stays dense.
create table kit.notice_sequence (
    source text   primary key,
    last   bigint not null
);

-- Notices of others that took effect, so that a second delivery does nothing.
create table kit.processed_notice (
    listener  text        not null,
    notice_id text        not null,
    at        timestamptz not null,
    primary key (listener, notice_id)
);
