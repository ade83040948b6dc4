package dev.switchover.migration.customer.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.customer.domain.Customer;
import dev.switchover.migration.customer.domain.CustomerCommand.CorrectCustomer;
import jakarta.inject.Singleton;
import org.axonframework.commandhandling.CommandHandler;

/** Corrects what was entered wrong about a customer, as long as nothing was decided on it for good. */
@Singleton
public class CustomerCorrections {

    private final Aggregates aggregates;
    private final MigrationPlans migrations;
    private final SettledTime settled;
    private final OpenWaves waves;

    CustomerCorrections(Aggregates aggregates, MigrationPlans migrations, SettledTime settled, OpenWaves waves) {
        this.aggregates = aggregates;
        this.migrations = migrations;
        this.settled = settled;
        this.waves = waves;
    }

    @CommandHandler
    void handle(CorrectCustomer command) {
        var customer = aggregates.of(Customer.class).load(command.customerId().toString());
        String cluster = customer.invoke(Customer::cluster);
        if (command.onSourceSince() != null) {
            demandFirstUnsettled(command, cluster, customer.invoke(Customer::firstNode));
        }
        if (command.timeZone() != null) {
            demandAllUnsettled(command, cluster);
        }
        if (command.ofLetters()) {
            demandInNoOpenWave(command, cluster);
        }
        customer.execute(it -> it.decide(command));
    }

    private void demandFirstUnsettled(CorrectCustomer command, String cluster, String node) {
        if (migrations.givenUpAt(new ClusterId(cluster), new NodeId(node)).isPresent()) {
            throw closed(cluster, node)
                    .at("onSourceSince", "of a node whose settlement is open", command.onSourceSince());
        }
    }

    /** By his time zone the days of all his time are counted. */
    private void demandAllUnsettled(CorrectCustomer command, String cluster) {
        settled.givenUpNodeOf(command.customerId()).ifPresent(node -> {
            throw closed(cluster, node)
                    .at("timeZone", "of a customer whose settlement is open on each node", command.timeZone());
        });
    }

    private static Rejection closed(String cluster, String node) {
        return Rejection.conflict(
                        "settlement-closed",
                        "Node %s of cluster %s was given up: who owes for time on it is decided."
                                .formatted(node, cluster))
                .remedy("Leave it as it is; what came out later is settled outside.");
    }

    private void demandInNoOpenWave(CorrectCustomer command, String cluster) {
        waves.holdWaveOf(cluster, command.customerId()).ifPresent(wave -> {
            throw Customer.inOpenWave(
                    command,
                    "Wave %s will tell customer %s to move: it counts on his party and on how he is reached."
                            .formatted(wave, command.customerId().value()),
                    "Withdraw the wave, correct him, and plan it again.");
        });
    }
}
