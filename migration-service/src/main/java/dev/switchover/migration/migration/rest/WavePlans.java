package dev.switchover.migration.migration.rest;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.http.Plan.Skipped;
import dev.switchover.kit.http.Plan.Step;
import dev.switchover.migration.migration.claims.HeldMigrations;
import dev.switchover.migration.migration.claims.Leftovers;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.claims.WaveCommands;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.migration.domain.WavePhase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * What commands to many customers would do, where they do anything; what refuses them shows when they are tried. Whoever
 * looks holds the migration, so that nobody moves meanwhile.
 */
@Singleton
class WavePlans {

    private static final int SHOWN = 1000;

    private final HeldMigrations held;
    private final Migrations migrations;
    private final Members members;
    private final WaveCommands waves;
    private final Leftovers leftovers;
    private final Clock clock;

    WavePlans(
            HeldMigrations held,
            Migrations migrations,
            Members members,
            WaveCommands waves,
            Leftovers leftovers,
            Clock clock) {
        this.held = held;
        this.migrations = migrations;
        this.members = members;
        this.waves = waves;
        this.leftovers = leftovers;
        this.clock = clock;
    }

    Plan start(MigrationId id, String wave) {
        var migration = held.hold(id);
        var verdicts = waves.gatesBefore(migration, wave, clock.instant());
        if (waves.isTold(id, wave)) {
            return nothing(wave, "is told already");
        }
        var steps = List.of(
                new Step(
                        "announce",
                        "Tell %d customers to move to %s; GET /migrations/%s/waves/%s/members says whom"
                                .formatted(members.countToTell(id, wave), migration.target(), id.value(), wave)),
                new Step("wait", "Each says, or is seen, to have moved; who is late is listed as straggler"),
                new Step("complete", "The wave is complete when nobody in it is still to move"));
        return Plan.of(steps, verdicts, notTold(id, wave));
    }

    Plan confirm(MigrationId id, String wave) {
        held.hold(id);
        return one("confirm", "Note for %d customers that they moved".formatted(members.toMove(id, wave)));
    }

    Plan revert(MigrationId id, String wave) {
        var migration = held.hold(id);
        var told = members.toldOrMoved(id, wave);
        if (told == 0 && isReverted(id, wave)) {
            return nothing(wave, "is put back already");
        }
        return one("revert", "Put %d customers back on %s".formatted(told, migration.source()));
    }

    Plan abort(MigrationId id) {
        var migration = held.hold(id);
        if (migration.phase() == Phase.ABORTING || migration.phase() == Phase.ABORTED) {
            return nothing(id.value(), "is " + migration.phase());
        }
        var back = members.notPutBack(id);
        var left = leftovers.of(migration);
        var steps = List.of(
                new Step("cancel-removal", "Cancel a removal under way, if it can be: management stays on the source"),
                new Step("revert", "Put %d customers back on %s".formatted(back, migration.source())),
                new Step("end", "Left to people then: " + (left.isEmpty() ? "nothing" : String.join("; ", left))));
        return Plan.of(steps, Gates.of(), List.of());
    }

    private boolean isReverted(MigrationId id, String wave) {
        return migrations
                .wave(id, wave)
                .filter(it -> it.phase() == WavePhase.REVERTED)
                .isPresent();
    }

    private List<Skipped> notTold(MigrationId id, String wave) {
        return members.notToTell(id, wave, SHOWN).stream()
                .map(member -> new Skipped(member.customer(), member.why()))
                .toList();
    }

    private static Plan nothing(String item, String why) {
        return Plan.of(List.of(), Gates.of(), List.of(new Skipped(item, why)));
    }

    private static Plan one(String step, String description) {
        return Plan.of(List.of(new Step(step, description)), Gates.of(), List.of());
    }
}
