-- The day an invoice was paid, so that a file which names another one is not taken for the same said again. Text, for an old
-- event may hold a day that is none to PostgreSQL. Empty for what was paid before.
alter table claims.invoice add column paid_on text;
