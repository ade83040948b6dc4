-- What a mail says, as long as it may still go out: so that it can be taken back once it has become pointless.
alter table mail.message add column about text;
alter table mail.message add column letter jsonb;
-- Why it need not go out any more; told to the worker, who may be in the middle of an attempt.
alter table mail.message add column pointless text;
create index message_on_its_way on mail.message (about) where letter is not null;
