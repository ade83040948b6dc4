package dev.switchover.migration.migration.rest;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.override.OverridableCommands;
import dev.switchover.kit.override.OverrideRequest;
import dev.switchover.kit.override.Overrides;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationCommand.Decommission;
import dev.switchover.migration.migration.domain.MigrationGate;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import dev.switchover.migration.migration.domain.WaveCommand.StartWave;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;

/** The commands of a migration that may set gates aside, once a second person confirms it. */
@Singleton
public class MigrationOverridables implements OverridableCommands {

    @Override
    public Map<String, Class<?>> byName() {
        return Map.of(
                "migration.start-wave", StartWave.class,
                "migration.remove-source", StartRemoval.class,
                "migration.decommission", Decommission.class);
    }

    /** Refuses gates that do not stand before the command, and those that nobody may set aside. */
    static void check(OverrideRequest override, Set<Guarded> guarded) {
        var names =
                MigrationGate.before(guarded).stream().map(MigrationGate::id).toList();
        for (var gate : override.gates()) {
            if (Gate.NEVER_OVERRIDABLE.contains(gate)) {
                throw Rejection.conflict("gate-not-overridable", "Nobody may override " + gate + ".")
                        .at("override.gates", "gates that may be overridden", gate);
            }
            if (!names.contains(gate)) {
                throw Rejection.invalid("gate-not-found", "No gate " + gate + " stands before this command.")
                        .at("override.gates", String.join(", ", names), gate);
            }
        }
    }

    static Response ask(
            Overrides overrides,
            Object command,
            OverrideRequest override,
            Set<Guarded> guarded,
            MigrationId migration) {
        check(override, guarded);
        return overrides.ask(command, override, migration.toString());
    }
}
