-- The highest epoch of the group that a node had which is gone: whoever asks for roles is not to see it fall.
alter table claims.role add column issued bigint not null default 0;
