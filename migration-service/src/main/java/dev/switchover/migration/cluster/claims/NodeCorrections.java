package dev.switchover.migration.cluster.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.domain.Cluster;
import dev.switchover.migration.cluster.domain.ClusterCommand.CorrectNode;
import jakarta.inject.Singleton;
import org.axonframework.commandhandling.CommandHandler;

/** Corrects what was entered wrong about a node, as long as nobody has been told of it by a migration. */
@Singleton
public class NodeCorrections {

    private final Aggregates aggregates;
    private final MigrationPlans migrations;

    NodeCorrections(Aggregates aggregates, MigrationPlans migrations) {
        this.aggregates = aggregates;
        this.migrations = migrations;
    }

    @CommandHandler
    void handle(CorrectNode command) {
        migrations
                .holdActive(command.clusterId())
                .filter(plan ->
                        plan.source().equals(command.node()) || plan.target().equals(command.node()))
                .ifPresent(plan -> {
                    throw inUse(command, plan);
                });
        aggregates.of(Cluster.class).load(command.clusterId().toString()).execute(it -> it.decide(command));
    }

    private static Rejection inUse(CorrectNode command, MigrationPlan plan) {
        var node = command.node().value();
        return Rejection.conflict(
                        "node-in-migration",
                        "Migration %s, which is not over, names node %s: others may have been told its addresses."
                                .formatted(plan.migration(), node))
                .at("node", "in no migration under way", node)
                .remedy(plan.ending());
    }
}
