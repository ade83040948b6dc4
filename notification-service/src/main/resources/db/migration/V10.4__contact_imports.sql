-- Contacts on their way in: staged when the whole file has been checked, gone as they are applied.
create table mail.contact_import (
    import_id  text        primary key,
    rows       int         not null,
    parties    int         not null,
    applied    int         not null default 0,
    started_at timestamptz not null,
    ended_at   timestamptz
);

create table mail.staged_contact (
    import_id  text  not null references mail.contact_import,
    party      text  not null,
    recipients jsonb not null,
    primary key (import_id, party)
);

create index staged_contact_party on mail.staged_contact (party);
