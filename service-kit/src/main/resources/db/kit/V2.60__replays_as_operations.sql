-- Each rebuilding of a view is an operation of its own, which can still be looked up after the next one.
alter table kit.replay drop constraint replay_pkey;
alter table kit.replay drop constraint replay_state_check;

alter table kit.replay
    add column id           text,
    add column position     bigint not null default 0,  -- where it ended
    add column requested_by text,
    add column reason       text,
    add column ticket       text;

update kit.replay set id = 'replay-' || processor;

alter table kit.replay
    add primary key (id),
    add constraint replay_state check (state in ('RUNNING', 'DONE', 'CANCELLED'));

create unique index replay_running on kit.replay (processor) where state = 'RUNNING';
create index replay_processor on kit.replay (processor, requested_at);
