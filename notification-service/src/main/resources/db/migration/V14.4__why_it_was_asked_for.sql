-- Why somebody asked for an import, and under which ticket.
alter table mail.contact_import add column reason text;
alter table mail.contact_import add column ticket text;
