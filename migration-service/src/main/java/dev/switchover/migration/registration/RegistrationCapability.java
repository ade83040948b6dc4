package dev.switchover.migration.registration;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.migration.registration.claims.RegistrationCommands;
import dev.switchover.migration.registration.policy.AskForRegistrationMoves;
import dev.switchover.migration.registration.policy.ReportRegistrationMoves;
import dev.switchover.migration.registration.view.RegistrationMoveProjection;
import dev.switchover.migration.registration.view.RegistrationMoveTable;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for the moves of registrations. Their events are the supplier's. */
@Singleton
class RegistrationCapability implements Capability {

    private final RegistrationCommands commands;
    private final AskForRegistrationMoves asking;
    private final ReportRegistrationMoves reporting;
    private final Jdbi database;

    RegistrationCapability(
            RegistrationCommands commands,
            AskForRegistrationMoves asking,
            ReportRegistrationMoves reporting,
            Jdbi database) {
        this.commands = commands;
        this.asking = asking;
        this.reporting = reporting;
        this.database = database;
    }

    @Override
    public EventNames events() {
        return EventNames.of();
    }

    @Override
    public void register(Parts parts) {
        parts.commands(commands)
                .policy(asking)
                .policy(reporting)
                .view(
                        RegistrationMoveProjection.GROUP,
                        tables -> new RegistrationMoveProjection(new RegistrationMoveTable(database, tables)));
    }
}
