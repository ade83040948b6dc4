package dev.switchover.migration.migration.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.Nodes;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.Migration;
import dev.switchover.migration.migration.domain.MigrationCommand.AbortMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.Decommission;
import dev.switchover.migration.migration.domain.MigrationCommand.EndAbort;
import dev.switchover.migration.migration.domain.MigrationCommand.PlanMigration;
import dev.switchover.migration.migration.domain.MigrationKind;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.settlement.claims.Settlements;
import dev.switchover.migration.supplier.claims.MovesUnderWay;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;

/** Begins and ends migrations: one at a time in a cluster, between nodes that are there. */
@Singleton
public class PlanCommands {

    private static final int SHOWN = 20;

    private final Aggregates aggregates;
    private final HeldMigrations held;
    private final Migrations migrations;
    private final Nodes nodes;
    private final MigrationGates gates;
    private final Clock clock;
    private final SourceNode source;
    private final Settlements settlements;
    private final RemovalRuns runs;
    private final MovesUnderWay moves;
    private final Leftovers leftovers;

    PlanCommands(
            Aggregates aggregates,
            HeldMigrations held,
            Migrations migrations,
            Nodes nodes,
            MigrationGates gates,
            Clock clock,
            SourceNode source,
            Settlements settlements,
            RemovalRuns runs,
            MovesUnderWay moves,
            Leftovers leftovers) {
        this.aggregates = aggregates;
        this.held = held;
        this.migrations = migrations;
        this.nodes = nodes;
        this.gates = gates;
        this.clock = clock;
        this.source = source;
        this.settlements = settlements;
        this.runs = runs;
        this.moves = moves;
        this.leftovers = leftovers;
    }

    /** True if the migration is new; false if the same was planned before. */
    @CommandHandler
    boolean handle(PlanMigration command) throws Exception {
        var cluster = new ClusterId(command.cluster());
        var active = migrations.lockActive(cluster);
        if (migrations.look(command.migrationId()).isPresent()) {
            aggregates
                    .of(Migration.class)
                    .load(command.migrationId().toString())
                    .execute(it -> it.decide(command));
            return false;
        }
        active.ifPresent(other -> {
            throw Rejection.conflict(
                            "migration-active",
                            "Migration %s is under way in cluster %s.".formatted(other.value(), command.cluster()))
                    .remedy(migrations.get(other).plan().ending());
        });
        if (!nodes.clusterExists(cluster)) {
            throw Rejection.invalid("unknown-cluster", "There is no cluster " + command.cluster() + ".")
                    .at("cluster", "a cluster", command.cluster(), "GET /clusters lists them");
        }
        nodes.demandLive(cluster, List.of(new NodeId(command.source())), "source");
        nodes.demandLive(cluster, List.of(new NodeId(command.target())), "target");
        demandOtherAddresses(command);
        source.demandManagement(cluster, new NodeId(command.source()));
        aggregates.of(Migration.class).newInstance(() -> new Migration(command, runs.predictions()));
        return true;
    }

    /** Nodes that were entered before addresses were compared may share one: nobody could be told to move. */
    private void demandOtherAddresses(PlanMigration command) {
        if (command.kind() != MigrationKind.NEW_ADDRESS || command.source().equals(command.target())) {
            return;
        }
        var cluster = new ClusterId(command.cluster());
        var from = nodes.find(cluster, new NodeId(command.source())).orElseThrow();
        var to = nodes.find(cluster, new NodeId(command.target())).orElseThrow();
        to.addressesSharedWith(from).stream().findFirst().ifPresent(address -> {
            throw Rejection.invalid(
                            "target-shares-address",
                            "Nodes %s and %s both have the address %s: nobody could move from one to the other."
                                    .formatted(from.node(), to.node(), address))
                    .at("target", "a node at other addresses than the source", command.target())
                    .remedy("Correct the wrong one: POST /clusters/%s/nodes/%s/correct."
                            .formatted(to.cluster(), to.node()));
        });
    }

    /** A removal under way is cancelled first, if it can be. Registrations on their way go back, or stay where they are. */
    @CommandHandler
    void handle(AbortMigration command) {
        var alone = held.alone(command.migrationId());
        var migration = alone.standing();
        var onTheirWay = moves.hold(migration.cluster(), migration.source());
        var left = leftovers.of(migration, onTheirWay);
        alone.aggregate().execute(it -> it.decide(command, left));
        if (!migration.plan().open() && migration.phase() != Phase.REMOVING) {
            return; // asked twice
        }
        moves.abort(onTheirWay, migration.source(), command.reason());
        if (migration.phase() == Phase.REMOVING) {
            source.restore(migration);
        }
    }

    @CommandHandler
    void handle(EndAbort command) {
        var alone = held.alone(command.migrationId());
        var left = leftovers.of(alone.standing());
        alone.aggregate().execute(it -> it.decide(command, left));
    }

    @CommandHandler
    void handle(Decommission command) {
        var alone = held.alone(command.migrationId());
        var migration = alone.standing();
        var verdicts = gates.before(Set.of(Guarded.DECOMMISSION), migration, clock.instant())
                .overriding(command.overridden());
        try {
            alone.aggregate().execute(it -> it.decide(command, verdicts));
        } catch (Rejection refusal) {
            throw refusal.isByGates() ? naming(refusal, migration) : refusal;
        }
    }

    /** The first of those who still owe or are uncovered; the rest can be paged through. */
    private Rejection naming(Rejection refusal, Standing migration) {
        var cluster = migration.cluster().value();
        return refusal.with(
                        "unsettled",
                        settlements.unsettled(cluster, migration.source().value(), "", SHOWN))
                .with("unsettledPages", "/migrations/" + migration.migration().value() + "/unsettled");
    }
}
