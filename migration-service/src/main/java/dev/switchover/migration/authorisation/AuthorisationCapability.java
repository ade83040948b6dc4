package dev.switchover.migration.authorisation;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.migration.authorisation.claims.AuthorisationClaims;
import dev.switchover.migration.authorisation.claims.AuthorisationCommands;
import dev.switchover.migration.authorisation.domain.AddressAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent;
import dev.switchover.migration.authorisation.policy.RemindWhenRequested;
import dev.switchover.migration.authorisation.view.AuthorisationProjection;
import dev.switchover.migration.authorisation.view.AuthorisationTable;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for the requests to suppliers. */
@Singleton
class AuthorisationCapability implements Capability {

    private final AuthorisationCommands commands;
    private final AuthorisationClaims claims;
    private final RemindWhenRequested reminders;
    private final Jdbi database;

    AuthorisationCapability(
            AuthorisationCommands commands, AuthorisationClaims claims, RemindWhenRequested reminders, Jdbi database) {
        this.commands = commands;
        this.claims = claims;
        this.reminders = reminders;
        this.database = database;
    }

    @Override
    public EventNames events() {
        return EventNames.of(AuthorisationEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(AddressAuthorisation.class)
                .commands(commands)
                .claims(claims)
                .policy(reminders)
                .view(
                        AuthorisationProjection.GROUP,
                        tables -> new AuthorisationProjection(new AuthorisationTable(database, tables)));
    }
}
