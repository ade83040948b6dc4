-- What people are still asked to do for a deployment, of whatever kind: none of it is wanted once the deployment is retired.
create table claims.open_task (
    task    text primary key,
    subject text not null
);

create index on claims.open_task (subject);

insert into claims.open_task (task, subject) select id, subject from views.task where state = 'OPEN';
