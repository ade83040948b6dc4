package dev.switchover.migration.authorisation.view;

import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationReminded;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRequested;
import dev.switchover.migration.authorisation.domain.Standing;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** All SQL of the table authorisation. */
public class AuthorisationTable {

    private final Jdbi database;
    private final String table;

    public AuthorisationTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("authorisation");
    }

    /** By supplier, trunk and address; {@code after} names the last one seen as {@code supplier/trunk/address}. */
    List<AuthorisationView> of(String migration, String after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from <table>
                         where migration = :migration and supplier || '/' || trunk || '/' || address > :after
                         order by supplier || '/' || trunk || '/' || address
                         limit :limit
                        """)
                .define("table", table)
                .bind("migration", migration)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(AuthorisationView.class)
                .list());
    }

    List<AuthorisationView> of(String migration, String supplier, String trunk) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from <table>
                         where migration = :migration and supplier = :supplier and trunk = :trunk order by address
                        """)
                .define("table", table)
                .bind("migration", migration)
                .bind("supplier", supplier)
                .bind("trunk", trunk)
                .mapTo(AuthorisationView.class)
                .list());
    }

    /** Begins anew where the supplier had refused: what was said before is in the log. */
    void request(AuthorisationRequested event, Instant at, @Nullable String actor) {
        database.useHandle(handle -> of(event, handle, """
                        insert into <table> (migration, supplier, trunk, address, party, standing, needed_by, reason,
                                             requested_at, requested_by)
                        select :migration, :supplier, :trunk, address, :party, 'REQUESTED', :neededBy, :reason,
                               :at, :actor
                          from unnest(:addresses) address
                        on conflict (migration, supplier, trunk, address) do update
                           set party = excluded.party, standing = excluded.standing, needed_by = excluded.needed_by,
                               reason = excluded.reason, requested_at = excluded.requested_at,
                               requested_by = excluded.requested_by, reminders = 0, reminded_at = null,
                               acknowledged_at = null, acknowledged_by = null, note = null,
                               proven_at = null, proven_by = null, evidence = null,
                               refused_at = null, refused_by = null, refusal = null,
                               waived_at = null, waived_by = null, waiver = null
                        """)
                .bind("party", event.party())
                .bind("neededBy", event.neededBy())
                .bind("reason", event.reason())
                .bind("at", at)
                .bind("actor", actor)
                .execute());
    }

    void remind(AuthorisationReminded event, Instant at) {
        database.useHandle(handle -> of(event, handle, """
                        update <table> set reminders = :reminder, reminded_at = :at
                         where migration = :migration and supplier = :supplier and trunk = :trunk
                           and address = any (:addresses)
                        """)
                .bind("reminder", event.reminder())
                .bind("at", at)
                .execute());
    }

    void stand(AuthorisationEvent event, Standing standing, Said said) {
        database.useHandle(handle -> of(event, handle, """
                        insert into <table> (migration, supplier, trunk, address, standing,
                                             <step>_at, <step>_by, <column>)
                        select :migration, :supplier, :trunk, address, :standing, :at, :actor, :text
                          from unnest(:addresses) address
                        on conflict (migration, supplier, trunk, address) do update
                           set standing = excluded.standing, <step>_at = excluded.<step>_at,
                               <step>_by = excluded.<step>_by, <column> = excluded.<column>
                        """)
                .define("step", said.step())
                .define("column", said.column())
                .bind("standing", standing)
                .bind("at", said.at())
                .bind("actor", said.actor())
                .bind("text", said.text())
                .execute());
    }

    private Update of(AuthorisationEvent event, Handle handle, String sql) {
        var trunk = event.authorisationId().trunk();
        return handle.createUpdate(sql)
                .define("table", table)
                .bind("migration", event.authorisationId().migration())
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .bind("addresses", event.addresses().toArray(String[]::new));
    }

    /** Who said what when about a step, and the column for it. */
    record Said(
            String step,
            String column,
            Instant at,
            @Nullable String actor,
            String text) {}
}
