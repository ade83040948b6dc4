-- What an import ends with, and who asked for it.
alter table mail.contact_import add column refused_rows int not null default 0;
alter table mail.contact_import add column requested_by text;
