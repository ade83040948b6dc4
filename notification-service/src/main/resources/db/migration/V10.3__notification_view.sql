create table views.notification (
    notification_id  text        primary key,
    party            text        not null,
    about            text        not null,
    notice_id        text        not null,
    template         text        not null,
    template_version int         not null,
    language         text,
    message_id       text,
    sha256           text,
    state            text        not null,
    attempts         int         not null,
    reply            int,
    next_attempt_at  timestamptz,
    detail           text,
    requested_at     timestamptz not null,
    changed_at       timestamptz not null,
    version          bigint      not null
);

create index notification_party on views.notification (party, notification_id);
create index notification_state on views.notification (state, notification_id);
