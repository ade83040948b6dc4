-- The instance at work on a request: when it is gone, a repetition need not wait for the lease to end.
alter table kit.idempotency add column holder uuid;
