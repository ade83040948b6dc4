package dev.switchover.migration.migration.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.Migration;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.migration.domain.RemovalCommand.CancelRemoval;
import dev.switchover.migration.migration.domain.RemovalCommand.ConfirmRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/** Removes the source: the migration decides step by step, the cluster follows in the same transaction. */
@Singleton
public class RemovalCommands {

    private final HeldMigrations held;
    private final MigrationGates gates;
    private final Clock clock;
    private final SourceNode source;

    RemovalCommands(HeldMigrations held, MigrationGates gates, Clock clock, SourceNode source) {
        this.held = held;
        this.gates = gates;
        this.clock = clock;
        this.source = source;
    }

    /** The number of the removal. The source is closed before its customers are counted. */
    @CommandHandler
    int handle(StartRemoval command) {
        var alone = held.alone(command.migrationId());
        var migration = alone.standing();
        if (migration.phase() == Phase.RUNNING) {
            source.close(migration);
        }
        var verdicts = gates.before(Set.of(Guarded.REMOVAL), migration, clock.instant())
                .overriding(command.overridden());
        var setAsideFor = gates.setAsideFor(verdicts, migration);
        alone.aggregate().execute(it -> it.decide(command, verdicts, setAsideFor));
        return migration.phase() == Phase.REMOVING ? migration.removal() : migration.removal() + 1;
    }

    /** Before the point of no return the gates are looked at once more. */
    @CommandHandler
    void handle(ConfirmRemovalStep command) {
        var alone = held.alone(command.migrationId());
        var migration = alone.standing();
        var news = alone.aggregate().invoke(it -> it.decide(command));
        if (!news) {
            return;
        }
        switch (command.step()) {
            case PREPARE -> source.suspendManagement(migration);
            case RELEASE -> refuseUnlessStillOpen(migration, alone.aggregate());
            case DELETE_SOURCE -> source.handOver(migration);
            case SUSPEND_MANAGEMENT, HAND_OVER -> throw new IllegalStateException("not a person's step");
        }
    }

    @CommandHandler
    void handle(CancelRemoval command) {
        var alone = held.alone(command.migrationId());
        alone.aggregate().execute(it -> it.decide(command));
        if (alone.standing().phase() == Phase.REMOVING) {
            source.restore(alone.standing());
        }
    }

    /** Every gate, as it counts until the point of no return: what was set aside for the removal is so for what it concerned. */
    public List<Gate> gatesUntilRelease(MigrationId migration) {
        var shared = held.shared(migration);
        return gates.all(shared.standing(), clock.instant(), shared.aggregate().invoke(Migration::setAsideForRemoval));
    }

    /** Those that are looked at once more before the point of no return. */
    public Gates gatesBeforeRelease(MigrationId migration) {
        var alone = held.alone(migration);
        return beforeRelease(alone.standing(), alone.aggregate());
    }

    private void refuseUnlessStillOpen(Standing migration, Aggregate<Migration> aggregate) {
        Rejection.unlessAllPass(beforeRelease(migration, aggregate));
    }

    private Gates beforeRelease(Standing migration, Aggregate<Migration> aggregate) {
        var agreed = aggregate.invoke(Migration::setAsideForRemoval);
        return gates.before(Set.of(Guarded.REMOVAL), migration, clock.instant(), agreed);
    }
}
