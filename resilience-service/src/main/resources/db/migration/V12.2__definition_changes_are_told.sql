-- Whoever keeps the names of deployments in memory hears of a definition as soon as it is committed.
create function claims.tell_deployment_changed() returns trigger language plpgsql as $$
begin
    notify deployment_changed;
    return null;
end
$$;

create trigger deployment_changed after insert or update of definition or delete or truncate on claims.deployment
    for each statement execute function claims.tell_deployment_changed();
