-- Whoever keeps in memory which deployments have a run that goes on hears when one begins or ends, not of each of its steps.
create function claims.tell_run_changed() returns trigger language plpgsql as $$
begin
    notify deployment_changed;
    return null;
end
$$;

create trigger run_changed after update of open_order on claims.deployment
    for each row when ((old.open_order is null) <> (new.open_order is null))
    execute function claims.tell_run_changed();
