package dev.switchover.migration.authorisation.claims;

import dev.switchover.migration.authorisation.domain.AuthorisationEvent;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationAcknowledged;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationProven;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRefused;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationReminded;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRequested;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationWaived;
import dev.switchover.migration.authorisation.domain.Standing;
import jakarta.inject.Singleton;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jdbi.v3.core.Jdbi;

/** Writes claims.authorisation, in the transaction of the event. */
@Singleton
@ProcessingGroup("authorisation-claims")
public class AuthorisationClaims {

    private final Jdbi database;

    AuthorisationClaims(Jdbi database) {
        this.database = database;
    }

    @EventHandler
    void on(AuthorisationEvent event) {
        switch (event) {
            case AuthorisationRequested it -> put(it, Standing.REQUESTED);
            case AuthorisationReminded it -> {}
            case AuthorisationAcknowledged it -> put(it, Standing.ACKNOWLEDGED);
            case AuthorisationProven it -> put(it, Standing.PROVEN);
            case AuthorisationRefused it -> put(it, Standing.REFUSED);
            case AuthorisationWaived it -> put(it, Standing.WAIVED);
        }
    }

    private void put(AuthorisationEvent event, Standing standing) {
        var trunk = event.authorisationId().trunk();
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.authorisation (migration, supplier, trunk, address, standing)
                        select :migration, :supplier, :trunk, address, :standing from unnest(:addresses) address
                        on conflict (migration, supplier, trunk, address) do update set standing = excluded.standing
                        """)
                .bind("migration", event.authorisationId().migration())
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .bind("addresses", event.addresses().toArray(String[]::new))
                .bind("standing", standing)
                .execute());
    }
}
