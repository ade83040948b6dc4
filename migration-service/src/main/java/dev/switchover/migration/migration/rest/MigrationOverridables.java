package dev.switchover.migration.migration.rest;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.override.Fact;
import dev.switchover.kit.override.Overridable;
import dev.switchover.kit.override.OverridableCommands;
import dev.switchover.kit.override.OverrideRequest;
import dev.switchover.kit.override.Overrides;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.claims.CustomerLookup;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.claims.WaveMember;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationCommand.Decommission;
import dev.switchover.migration.migration.domain.MigrationGate;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import dev.switchover.migration.migration.domain.WaveCommand.StartWave;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of a migration that may set gates aside, once a second person confirms it. */
@Singleton
public class MigrationOverridables implements OverridableCommands {

    /** What these measure changes with mere time; who is left on the source is counted beside them. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of(MigrationGate.CUSTOMERS_MOVED.id(), MigrationGate.REPLICATION_IN_SYNC.id());

    private static final int NAMED = 5;

    private final Migrations migrations;
    private final Members members;
    private final CustomerLookup customers;
    private final WavePlans waves;
    private final RemovalPlans removals;

    MigrationOverridables(
            Migrations migrations, Members members, CustomerLookup customers, WavePlans waves, RemovalPlans removals) {
        this.migrations = migrations;
        this.members = members;
        this.customers = customers;
        this.waves = waves;
        this.removals = removals;
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
                Fact.does(plan, does),
                Fact.binding("members", members(command.migrationId(), command.wave())),
                Fact.binding("due", due(command)));
    }

    private List<Fact> facts(StartRemoval command) {
        var plan = removals.start(command.migrationId());
        var migration = migrations.get(command.migrationId());
        var cluster = migration.cluster().value();
        var source = migration.source().value();
        return facts(
                plan,
                command.overridden(),
                Fact.does(plan, "Remove the source %s from cluster %s".formatted(source, cluster)),
                Fact.binding("customers on " + source, String.valueOf(customers.countOn(cluster, source))));
    }

    private List<Fact> facts(Decommission command) {
        var plan = removals.decommission(command.migrationId());
        var does = plan.steps().stream().map(Plan.Step::description).collect(Collectors.joining("; "));
        return facts(plan, command.overridden(), Fact.does(plan, does));
    }

    private static List<Fact> facts(Plan plan, Set<String> overridden, Fact... first) {
        return Stream.concat(
                        Stream.of(first),
                        Fact.measured(plan.gates(), overridden, gate -> !OF_THE_MOMENT.contains(gate)).stream())
                .toList();
    }

    private String members(MigrationId migration, String wave) {
        var all = members.of(migration, wave);
        var named = members.of(migration, wave, "", NAMED).stream()
                .map(WaveMember::customer)
                .collect(Collectors.joining(", "));
        return all.count() <= NAMED
                ? "%d (%s)".formatted(all.count(), named)
                : "%d (%s, …; membersHash %s)".formatted(all.count(), named, all.hash());
    }

    private static String due(StartWave command) {
        var due = command.due();
        if (due == null) {
            return "the usual time after the start";
        }
        return due.isAfter(command.at()) ? due.toString() : due + ", which has passed";
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
