package dev.switchover.migration.registration.claims;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.supplier.claims.ClaimedTrunk;
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
        var plan = command.back() ? planToGoBackIn(command) : openPlan(command);
        var trunk = trunks.demand(command.trunk());
        if (!trunk.clusterId().equals(plan.cluster())) {
            throw Rejection.conflict(
                            "trunk-of-another-cluster",
                            "Trunk %s is of %s, not of %s."
                                    .formatted(command.trunk(), trunk.clusterId(), plan.cluster()))
                    .remedy(elsewhere(trunk));
        }
        return commands.<Integer>send(command.start(plan));
    }

    private MigrationPlan openPlan(MoveRegistration command) {
        var plan = plan(command.migration());
        if (!plan.open()) {
            throw Rejection.conflict(
                            "migration-closed",
                            "Migration " + plan.migration() + " is at its end, or past the release of its source.")
                    .remedy(
                            plan.reversible()
                                    ? "To have it on %s again: POST /migrations/%s/registrations/%s/move-back. Else plan another migration."
                                            .formatted(plan.source(), plan.migration(), command.trunk())
                                    : afterwards(plan) + "Plan another migration.");
        }
        return plan;
    }

    private String elsewhere(ClaimedTrunk trunk) {
        return migrations
                .holdActive(trunk.clusterId())
                .map(active ->
                        "Move it within the migration of its cluster: POST /migrations/%1$s/registrations/%2$s/move to %3$s, or …/move-back to %4$s."
                                .formatted(active.migration(), trunk.ref(), active.target(), active.source()))
                .orElseGet(
                        () -> "No migration of %s is under way. Plan one, or name a trunk of this migration's cluster."
                                .formatted(trunk.clusterId()));
    }

    /** An abort takes no registration back, so what it left on the target goes back afterwards. */
    private MigrationPlan planToGoBackIn(MoveRegistration command) {
        var plan = plan(command.migration());
        if (!plan.reversible()) {
            throw Rejection.conflict(
                            "migration-closed",
                            plan.open()
                                    ? "Migration %s is removing %s: nothing goes back there."
                                            .formatted(plan.migration(), plan.source())
                                    : "Migration %s is past the release of %s: nothing goes back there."
                                            .formatted(plan.migration(), plan.source()))
                    .remedy(
                            plan.open()
                                    ? "Cancel the removal first: POST /migrations/%s/removal/cancel."
                                            .formatted(plan.migration())
                                    : "Leave it on %s, or have another migration move it from there. %s"
                                            .formatted(plan.target(), afterwards(plan))
                                            .strip());
        }
        migrations
                .holdActive(plan.cluster())
                .filter(active -> !active.migration().equals(plan.migration()))
                .ifPresent(active -> {
                    throw Rejection.conflict(
                                    "migration-active",
                                    "Migration %s, which is not over, counts on where %s is registered."
                                            .formatted(active.migration(), command.trunk()))
                            .remedy(
                                    active.open()
                                            ? "Move it within that one: POST /migrations/%1$s/registrations/%2$s/move to %3$s, or …/move-back to %4$s; or end it first."
                                                    .formatted(
                                                            active.migration(),
                                                            command.trunk(),
                                                            active.target(),
                                                            active.source())
                                            : active.ending());
                });
        return plan;
    }

    /** Nobody plans another while this one removes its source. */
    private String afterwards(MigrationPlan plan) {
        return migrations
                .holdActive(plan.cluster())
                .filter(active -> active.migration().equals(plan.migration()))
                .map(active -> active.ending() + " ")
                .orElse("");
    }

    private MigrationPlan plan(String migration) {
        return migrations
                .find(migration)
                .orElseThrow(
                        () -> Rejection.notFound("migration-not-found", "There is no migration " + migration + "."));
    }
}
