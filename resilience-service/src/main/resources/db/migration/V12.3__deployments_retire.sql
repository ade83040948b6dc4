-- A deployment that is retired is not watched and not offered any more; its id is never given again.
alter table claims.deployment
    add column retired_at     timestamptz,
    add column retired_by     text,
    add column retired_reason text;

drop trigger deployment_changed on claims.deployment;

create trigger deployment_changed
    after insert or update of definition, retired_at or delete or truncate on claims.deployment
    for each statement execute function claims.tell_deployment_changed();
