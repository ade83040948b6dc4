package dev.switchover.migration.migration.rest;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.http.Plan.Skipped;
import dev.switchover.kit.http.Plan.Step;
import dev.switchover.migration.migration.claims.HeldMigrations;
import dev.switchover.migration.migration.claims.MigrationGates;
import dev.switchover.migration.migration.claims.RemovalCommands;
import dev.switchover.migration.migration.claims.Standing;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.migration.domain.RemovalStep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What the commands that end a source would do, where they do anything; what refuses them shows when they are tried. Whoever
 * looks holds the migration, so that it stays where it is.
 */
@Singleton
class RemovalPlans {

    private final HeldMigrations held;
    private final RemovalCommands removals;
    private final MigrationGates gates;
    private final Clock clock;

    RemovalPlans(HeldMigrations held, RemovalCommands removals, MigrationGates gates, Clock clock) {
        this.held = held;
        this.removals = removals;
        this.gates = gates;
        this.clock = clock;
    }

    Plan start(MigrationId id) {
        var migration = held.hold(id);
        if (migration.phase() == Phase.REMOVING) {
            return nothing(id.value(), "is being removed");
        }
        var steps = Arrays.stream(RemovalStep.values())
                .map(step -> new Step(
                        step.id(), (step.manual() ? "A person confirms. " : "") + "Undone by: " + step.compensation()))
                .toList();
        return Plan.of(steps, before(Guarded.REMOVAL, migration), List.of());
    }

    /** A person's word for a step, and what follows from it. */
    Plan confirm(MigrationId id, RemovalStep step) {
        var migration = held.hold(id);
        if (migration.openStep() != step) {
            return nothing(step.id(), "is done already");
        }
        var gatesBefore = step == RemovalStep.RELEASE ? removals.gatesBeforeRelease(id) : Gates.of();
        return Plan.of(following(step, migration), gatesBefore, List.of());
    }

    Plan cancel(MigrationId id) {
        var migration = held.hold(id);
        if (migration.phase() != Phase.REMOVING) {
            return nothing("cancel", "no removal is under way");
        }
        var steps = List.of(
                new Step("resume-management", "Settings are changed on %s again".formatted(migration.source())),
                new Step("reopen", "Customers may be put on %s again".formatted(migration.source())));
        return Plan.of(steps, Gates.of(), List.of());
    }

    Plan decommission(MigrationId id) {
        var migration = held.hold(id);
        if (migration.phase() == Phase.DECOMMISSIONED) {
            return nothing(id.value(), "is decommissioned already");
        }
        var step =
                new Step("decommission", "The source %s may be cancelled at its hoster".formatted(migration.source()));
        return Plan.of(List.of(step), before(Guarded.DECOMMISSION, migration), List.of());
    }

    private static Plan nothing(String item, String why) {
        return Plan.of(List.of(), Gates.of(), List.of(new Skipped(item, why)));
    }

    private static List<Step> following(RemovalStep step, Standing migration) {
        var said = new Step(step.id(), "Taken as done on a person's word");
        return switch (step) {
            case PREPARE ->
                List.of(
                        said,
                        new Step(
                                RemovalStep.SUSPEND_MANAGEMENT.id(),
                                "Settings are changed nowhere until management is on " + migration.target()));
            case RELEASE -> List.of(said, new Step("point-of-no-return", "From here on nothing is put back"));
            case DELETE_SOURCE ->
                List.of(
                        said,
                        new Step(
                                RemovalStep.HAND_OVER.id(),
                                "%s leaves the cluster, management moves to %s"
                                        .formatted(migration.source(), migration.target())));
            case SUSPEND_MANAGEMENT, HAND_OVER -> List.of(said);
        };
    }

    private Gates before(Guarded guarded, Standing migration) {
        return gates.before(Set.of(guarded), migration, clock.instant());
    }
}
