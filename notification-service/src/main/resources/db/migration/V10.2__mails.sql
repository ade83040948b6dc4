-- The mails as they are sent, made once. Address and bytes are null once the person has been erased.
create table mail.message (
    notification_id text        primary key,
    party           text        not null,
    recipient       text,
    mime            bytea,
    last_reply      text,
    made_at         timestamptz not null,
    erased_at       timestamptz
);

create index message_party on mail.message (party);

-- What could not be written yet, because nobody is known to write to. No personal data.
create table mail.held (
    notification_id text        primary key,
    party           text        not null,
    about           text        not null,
    notice_id       text        not null,
    letter          jsonb       not null,
    held_at         timestamptz not null
);

create index held_party on mail.held (party);
