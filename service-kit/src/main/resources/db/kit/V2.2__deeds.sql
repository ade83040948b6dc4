-- What is to be done to the world; the columns are db-scheduler's.
create table kit.deed (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index deed_due on kit.deed (execution_time);
create index deed_heartbeat on kit.deed (last_heartbeat);
