package dev.switchover.migration.migration.rest;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.http.Plan.Skipped;
import dev.switchover.kit.http.Plan.Step;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.MigrationGates;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.claims.WaveCommands;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalStep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the commands that act on the world would do, without doing it. */
@Singleton
public class DryRuns {

    private static final int SHOWN = 1000;

    private final Migrations migrations;
    private final Members members;
    private final MigrationGates gates;
    private final WaveCommands waves;
    private final Clock clock;

    DryRuns(Migrations migrations, Members members, MigrationGates gates, WaveCommands waves, Clock clock) {
        this.migrations = migrations;
        this.members = members;
        this.gates = gates;
        this.waves = waves;
        this.clock = clock;
    }

    Plan startWave(MigrationId id, String wave, Set<String> overridden) {
        var migration = migrations.get(id);
        var verdicts = waves.gatesBefore(migration, wave, clock.instant()).overriding(overridden);
        var tell = members.toTell(id, wave, "", Integer.MAX_VALUE).size();
        var steps = List.of(
                new Step("announce", "Tell %d customers to move to %s".formatted(tell, migration.target())),
                new Step("wait", "Each says, or is seen, to have moved; who is late is listed as straggler"),
                new Step("complete", "The wave is complete when nobody in it is still to move"));
        return Plan.of(steps, verdicts, skipped(id, wave));
    }

    Plan confirmWave(MigrationId id, String wave) {
        migrations.get(id);
        var told = members.told(id, wave, "", Integer.MAX_VALUE).size();
        return Plan.of(
                List.of(new Step("confirm", "Note for %d customers that they moved".formatted(told))),
                none(),
                List.of());
    }

    Plan revertWave(MigrationId id, String wave) {
        var migration = migrations.get(id);
        var back = members.toRevert(id, wave, "", Integer.MAX_VALUE).size();
        var step = new Step("revert", "Put %d customers back on %s".formatted(back, migration.source()));
        return Plan.of(List.of(step), none(), List.of());
    }

    Plan abort(MigrationId id) {
        var migration = migrations.get(id);
        var back = members.notPutBack(id);
        var steps = List.of(
                new Step("cancel-removal", "Cancel a removal under way, if it can be: management stays on the source"),
                new Step("revert", "Put %d customers back on %s".formatted(back, migration.source())),
                new Step("end", "Say what is left to people: target, admittances, registrations, DNS"));
        return Plan.of(steps, none(), List.of());
    }

    Plan removeSource(MigrationId id, Set<String> overridden) {
        var migration = migrations.get(id);
        var verdicts = gates.before(Guarded.REMOVAL, migration, clock.instant()).overriding(overridden);
        var steps = Arrays.stream(RemovalStep.values())
                .map(step -> new Step(
                        step.id(), (step.manual() ? "A person confirms. " : "") + "Undone by: " + step.compensation()))
                .toList();
        return Plan.of(steps, verdicts, List.of());
    }

    Plan decommission(MigrationId id, Set<String> overridden) {
        var migration = migrations.get(id);
        var verdicts =
                gates.before(Guarded.DECOMMISSION, migration, clock.instant()).overriding(overridden);
        var step =
                new Step("decommission", "The source %s may be cancelled at its hoster".formatted(migration.source()));
        return Plan.of(List.of(step), verdicts, List.of());
    }

    private List<Skipped> skipped(MigrationId id, String wave) {
        return members.notToTell(id, wave, SHOWN).stream()
                .map(member -> new Skipped(member.customer(), member.why()))
                .toList();
    }

    private static Gates none() {
        return Gates.of();
    }
}
