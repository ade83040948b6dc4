package dev.switchover.migration.migration.claims;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Slug;
import dev.switchover.migration.migration.domain.WaveCommand.EndWave;
import dev.switchover.migration.migration.domain.WaveCommand.PlanWave;
import dev.switchover.migration.migration.domain.WaveCommand.RevertWave;
import dev.switchover.migration.migration.domain.WaveCommand.StartWave;
import dev.switchover.migration.migration.domain.WaveCommand.WithdrawWave;
import dev.switchover.migration.migration.domain.WaveCount;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;

/** Plans waves with their members, and starts them past their gates. */
@Singleton
public class WaveCommands {

    /** {@code created} is false if the same was planned before; then the members are as they were. */
    public record PlannedWave(boolean created, int members, int byDomain, String membersHash) {}

    private final HeldMigrations held;
    private final Migrations migrations;
    private final Members members;
    private final MigrationGates gates;
    private final Clock clock;

    WaveCommands(HeldMigrations held, Migrations migrations, Members members, MigrationGates gates, Clock clock) {
        this.held = held;
        this.migrations = migrations;
        this.members = members;
        this.gates = gates;
        this.clock = clock;
    }

    /** The members are written before anybody decides. */
    @CommandHandler
    PlannedWave handle(PlanWave command) {
        var selection = command.selection().checked();
        Slug.checked("wave", command.wave());
        var migration = held.alone(command.migrationId());
        var known = migrations.wave(command.migrationId(), command.wave()).isPresent();
        var picked = known ? members.named(selection) : members.fix(migration.standing(), command.wave(), selection);
        migration.aggregate().execute(it -> it.decide(command, picked));
        return new PlannedWave(!known, picked.count(), picked.byDomain(), picked.hash());
    }

    /** Nobody plans or starts a wave meanwhile. */
    @CommandHandler
    void handle(WithdrawWave command) {
        held.alone(command.migrationId()).aggregate().execute(it -> it.decide(command));
    }

    @CommandHandler
    void handle(StartWave command) {
        var migration = held.shared(command.migrationId());
        var verdicts = gatesBefore(migration.standing(), command.wave(), clock.instant())
                .overriding(command.overridden());
        migration.aggregate().execute(it -> it.decide(command, verdicts));
    }

    /** Who is found to be told still, though the wave was put back, goes back now. */
    @CommandHandler
    void handle(RevertWave command) {
        var migration = held.shared(command.migrationId());
        var left = members.toldOrMoved(command.migrationId(), command.wave());
        migration.aggregate().execute(it -> it.decide(command, left));
    }

    /** The members are counted while none of them can move or be told. */
    @CommandHandler
    void handle(EndWave command) {
        var id = command.migrationId();
        var wave = command.wave();
        var migration = held.alone(id);
        if (!members.someToMove(id, wave)) {
            var count = new WaveCount(members.moved(id, wave), members.putBack(id, wave), members.refused(id, wave));
            migration.aggregate().execute(it -> it.decide(command, count));
        }
    }

    /** Those that stand before the wave. */
    public Gates gatesBefore(Standing migration, String wave, Instant now) {
        return gates.before(guarded(migration.migration(), wave), migration, now);
    }

    /** Also while its driver still tells the members. */
    public boolean isTold(MigrationId migration, String wave) {
        return held.alone(migration).aggregate().invoke(it -> it.isTold(wave));
    }

    private Set<Guarded> guarded(MigrationId migration, String wave) {
        var standing = migrations
                .holdWave(migration, wave)
                .orElseThrow(() -> Rejection.notFound("wave-not-found", "The migration has no wave " + wave + "."));
        return Guarded.wave(!migrations.hasMovers(migration), standing.byDomain() > 0);
    }
}
