package dev.switchover.migration.authorisation;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.migration.authorisation.claims.AuthorisationClaims;
import dev.switchover.migration.authorisation.claims.AuthorisationCommands;
import dev.switchover.migration.authorisation.domain.AddressAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent;
import jakarta.inject.Singleton;

/** What runs for the requests to suppliers. */
@Singleton
class AuthorisationCapability implements Capability {

    private final AuthorisationCommands commands;
    private final AuthorisationClaims claims;

    AuthorisationCapability(AuthorisationCommands commands, AuthorisationClaims claims) {
        this.commands = commands;
        this.claims = claims;
    }

    @Override
    public EventNames events() {
        return EventNames.of(AuthorisationEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(AddressAuthorisation.class).commands(commands).claims(claims);
    }
}
