package dev.switchover.migration.migration.rest;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.http.Plan.Skipped;
import dev.switchover.kit.http.Plan.Step;
import dev.switchover.migration.migration.claims.MigrationGates;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.claims.Standing;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalStep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the commands that end a source would do. Whoever looks holds the migration, so that it stays where it is. */
@Singleton
class RemovalPlans {

    private final Migrations migrations;
    private final MigrationGates gates;
    private final Clock clock;

    RemovalPlans(Migrations migrations, MigrationGates gates, Clock clock) {
        this.migrations = migrations;
        this.gates = gates;
        this.clock = clock;
    }

    Plan start(MigrationId id) {
        var migration = migrations.lockAlone(id);
        var steps = Arrays.stream(RemovalStep.values())
                .map(step -> new Step(
                        step.id(), (step.manual() ? "A person confirms. " : "") + "Undone by: " + step.compensation()))
                .toList();
        return Plan.of(steps, before(Guarded.REMOVAL, migration), List.of());
    }

    /** A person's word for a step, and what follows from it. */
    Plan confirm(MigrationId id, RemovalStep step) {
        var migration = migrations.lockAlone(id);
        if (migration.openStep() != step) {
            return Plan.of(List.of(), Gates.of(), List.of(new Skipped(step.id(), "does not stand open")));
        }
        var verdicts = step == RemovalStep.RELEASE ? before(Guarded.REMOVAL, migration) : Gates.of();
        return Plan.of(following(step, migration), verdicts, List.of());
    }

    Plan cancel(MigrationId id) {
        var migration = migrations.lockAlone(id);
        var open = migration.openStep();
        if (open == null || open.position() > RemovalStep.RELEASE.position()) {
            var why = open == null ? "no removal is under way" : "is past the point of no return";
            return Plan.of(List.of(), Gates.of(), List.of(new Skipped("cancel", why)));
        }
        var steps = List.of(
                new Step("resume-management", "Settings are changed on %s again".formatted(migration.source())),
                new Step("reopen", "Customers may be put on %s again".formatted(migration.source())));
        return Plan.of(steps, Gates.of(), List.of());
    }

    Plan decommission(MigrationId id) {
        var migration = migrations.lockAlone(id);
        var step =
                new Step("decommission", "The source %s may be cancelled at its hoster".formatted(migration.source()));
        return Plan.of(List.of(step), before(Guarded.DECOMMISSION, migration), List.of());
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
