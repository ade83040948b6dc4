package dev.switchover.migration.registration.claims;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.supplier.claims.Trunks;
import jakarta.inject.Singleton;
import org.axonframework.commandhandling.CommandHandler;

/** Turns "with this migration" into "from this node to that". */
@Singleton
public class RegistrationCommands {

    private final Commands commands;
    private final MigrationPlans migrations;
    private final Trunks trunks;

    RegistrationCommands(Commands commands, MigrationPlans migrations, Trunks trunks) {
        this.commands = commands;
        this.migrations = migrations;
        this.trunks = trunks;
    }

    /** The number of the move. */
    @CommandHandler
    int move(MoveRegistration command) {
        var plan = openPlan(command.migration());
        var trunk = trunks.demand(command.trunk());
        if (!trunk.clusterId().equals(plan.cluster())) {
            throw Rejection.conflict(
                    "trunk-of-another-cluster", "Trunk %s is not of %s.".formatted(command.trunk(), plan.cluster()));
        }
        return commands.<Integer>send(command.start(plan));
    }

    private MigrationPlan openPlan(String migration) {
        var plan = migrations
                .find(migration)
                .orElseThrow(
                        () -> Rejection.notFound("migration-not-found", "There is no migration " + migration + "."));
        if (!plan.open()) {
            throw Rejection.conflict(
                            "migration-closed",
                            "Migration " + migration + " is at its end, or past the release of its source.")
                    .remedy("Plan another migration.");
        }
        return plan;
    }
}
