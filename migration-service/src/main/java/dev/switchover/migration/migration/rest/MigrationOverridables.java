package dev.switchover.migration.migration.rest;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.override.Fact;
import dev.switchover.kit.override.Overridable;
import dev.switchover.kit.override.OverridableCommands;
import dev.switchover.kit.override.OverrideRequest;
import dev.switchover.kit.override.Overrides;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.ReplicationGate;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationCommand.Decommission;
import dev.switchover.migration.migration.domain.MigrationGate;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import dev.switchover.migration.migration.domain.WaveCommand.StartWave;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of a migration that may set gates aside, once a second person confirms it. */
@Singleton
public class MigrationOverridables implements OverridableCommands {

    /** What these measure changes with mere time; what does not is said beside it. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of(MigrationGate.CUSTOMERS_MOVED.id(), MigrationGate.REPLICATION_IN_SYNC.id());

    private final WavePlans waves;
    private final RemovalPlans removals;
    private final MigrationFacts facts;

    MigrationOverridables(WavePlans waves, RemovalPlans removals, MigrationFacts facts) {
        this.waves = waves;
        this.removals = removals;
        this.facts = facts;
    }

    @Override
    public Map<String, Overridable<?>> byName() {
        return Map.of(
                "migration.start-wave",
                new Overridable<>(
                        StartWave.class,
                        (it, now) -> new StartWave(it.migrationId(), it.wave(), it.due(), now, it.overridden()),
                        this::facts),
                "migration.remove-source",
                new Overridable<>(
                        StartRemoval.class,
                        (it, now) -> new StartRemoval(it.migrationId(), it.by(), now, it.overridden()),
                        this::facts),
                "migration.decommission",
                new Overridable<>(
                        Decommission.class,
                        (it, now) -> new Decommission(it.migrationId(), it.by(), now, it.overridden()),
                        this::facts));
    }

    private List<Fact> facts(StartWave command) {
        var plan = waves.start(command.migrationId(), command.wave());
        var does = "Start wave %s: its members are told to move".formatted(command.wave());
        return facts(
                plan,
                command.overridden(),
                command.migrationId(),
                Fact.does(plan, does),
                facts.members(command.migrationId(), command.wave()),
                Fact.binding(
                        "due", command.dueToCome().map(Instant::toString).orElse("the usual time after the start")));
    }

    private List<Fact> facts(StartRemoval command) {
        var plan = removals.start(command.migrationId());
        return facts(
                plan,
                command.overridden(),
                command.migrationId(),
                Fact.does(plan, facts.removal(command.migrationId())),
                facts.leftOnSource(command.migrationId()));
    }

    private List<Fact> facts(Decommission command) {
        var plan = removals.decommission(command.migrationId());
        var does = plan.steps().stream().map(Plan.Step::description).collect(Collectors.joining("; "));
        var first = Stream.concat(Stream.of(Fact.does(plan, does)), facts.unsettled(command.migrationId()).stream());
        return facts(plan, command.overridden(), command.migrationId(), first.toArray(Fact[]::new));
    }

    private List<Fact> facts(Plan plan, Set<String> overridden, MigrationId migration, Fact... first) {
        var all = new ArrayList<>(List.of(first));
        all.add(facts.phase(migration));
        if (setsAside(plan, overridden, ReplicationGate.ID)) {
            all.add(facts.replication(migration));
        }
        Arrays.stream(MigrationGate.values())
                .filter(gate -> setsAside(plan, overridden, gate.id()))
                .flatMap(gate -> facts.open(migration, gate).stream())
                .forEach(all::add);
        all.addAll(Fact.measured(plan.gates(), overridden, gate -> !OF_THE_MOMENT.contains(gate)));
        return all;
    }

    private static boolean setsAside(Plan plan, Set<String> overridden, String gate) {
        return overridden.contains(gate)
                && plan.gates().all().stream().anyMatch(it -> it.id().equals(gate));
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
