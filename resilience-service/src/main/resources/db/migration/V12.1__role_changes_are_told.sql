-- Whoever keeps the roles in memory hears of a change as soon as it is committed.
create function claims.tell_role_changed() returns trigger language plpgsql as $$
begin
    notify role_changed;
    return null;
end
$$;

create trigger role_changed after insert or update or delete or truncate on claims.role
    for each statement execute function claims.tell_role_changed();
