package dev.switchover.migration.migration.rest;

import dev.switchover.kit.http.Sha256;
import dev.switchover.kit.override.Fact;
import dev.switchover.migration.cluster.claims.ReplicationGate;
import dev.switchover.migration.customer.claims.CustomerLookup;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.MigrationGates;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.claims.WaveMember;
import dev.switchover.migration.migration.domain.MigrationGate;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.settlement.claims.Settlements;
import dev.switchover.migration.settlement.claims.Unsettled;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Whom and what a command of a migration concerns: said so that others, and be they as many, are others. */
@Singleton
class MigrationFacts {

    private static final int NAMED = 5;

    private final Migrations migrations;
    private final Members members;
    private final CustomerLookup customers;
    private final Settlements settlements;
    private final ReplicationGate replication;
    private final MigrationGates gates;

    MigrationFacts(
            Migrations migrations,
            Members members,
            CustomerLookup customers,
            Settlements settlements,
            ReplicationGate replication,
            MigrationGates gates) {
        this.migrations = migrations;
        this.members = members;
        this.customers = customers;
        this.settlements = settlements;
        this.replication = replication;
        this.gates = gates;
    }

    String removal(MigrationId id) {
        var migration = migrations.get(id);
        return "Remove the source %s from cluster %s"
                .formatted(migration.source(), migration.cluster().value());
    }

    /** What it allows in one phase it allows in no other. */
    Fact phase(MigrationId id) {
        return Fact.binding(
                "migration " + id.value(), migrations.get(id).phase().name());
    }

    Fact members(MigrationId migration, String wave) {
        var all = members.of(migration, wave);
        var first = members.of(migration, wave, "", NAMED).stream()
                .map(WaveMember::customer)
                .toList();
        return Fact.binding("members", theseOf(all.count(), first, "membersHash " + all.hash()));
    }

    Fact leftOnSource(MigrationId id) {
        var migration = migrations.get(id);
        var cluster = migration.cluster().value();
        var source = migration.source().value();
        var all = customers.crowdOn(cluster, source);
        var first = customers.on(cluster, source, null, NAMED).stream()
                .map(it -> it.customer().value())
                .toList();
        return Fact.binding("customers on " + source, theseOf(all.count(), first, "hash " + all.hash()));
    }

    /** By their hash, however few they are: the same ones may owe something else. */
    List<Fact> unsettled(MigrationId id) {
        var migration = migrations.get(id);
        var cluster = migration.cluster().value();
        var source = migration.source().value();
        var debt = settlements.debt(cluster, source);
        var first = settlements.unsettled(cluster, source, "", NAMED).stream()
                .map(Unsettled::customer)
                .distinct()
                .toList();
        var disputed = debt.disputed();
        var named = disputed.subList(0, Math.min(NAMED, disputed.size()));
        return List.of(
                Fact.binding("unsettled on " + source, these(debt.customers(), first, "; hash " + debt.hash())),
                Fact.binding("disputed of them", these(disputed.size(), named, "")));
    }

    /** What a gate about trunks or routes would be set aside for. */
    Optional<Fact> open(MigrationId id, MigrationGate gate) {
        return gates.open(gate, migrations.get(id)).map(names -> {
            var sorted = names.stream().sorted().toList();
            var hash = Sha256.of(String.join("\n", sorted).getBytes(StandardCharsets.UTF_8));
            var first = sorted.subList(0, Math.min(NAMED, sorted.size()));
            return Fact.binding("gate " + gate.id() + " names", theseOf(sorted.size(), first, "hash " + hash));
        });
    }

    Fact replication(MigrationId id) {
        var migration = migrations.get(id);
        return Fact.binding(
                "replication to " + migration.target(), replication.standing(migration.cluster(), migration.target()));
    }

    /** All of them by name, or the first and what tells all of them from others. */
    private static String theseOf(long count, List<String> first, String all) {
        return these(count, first, count <= NAMED ? "" : "; " + all);
    }

    private static String these(long count, List<String> first, String all) {
        var more = count > first.size() ? ", …" : "";
        return count == 0 ? "0" : "%d (%s%s%s)".formatted(count, String.join(", ", first), more, all);
    }
}
