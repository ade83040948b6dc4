-- The rows of a file that could not be taken, and why; never their values, which may be personal.
create table mail.refused_row (
    import_id text not null references mail.contact_import,
    n         int  not null,
    line      int  not null,
    field     text not null,
    rule      text not null,
    remedy    text not null,
    primary key (import_id, n)
);
