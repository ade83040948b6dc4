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
    private final OpenWaves waves;

    CustomerCorrections(Aggregates aggregates, MigrationPlans migrations, OpenWaves waves) {
        this.aggregates = aggregates;
        this.migrations = migrations;
        this.waves = waves;
    }

    @CommandHandler
    void handle(CorrectCustomer command) {
        var customer = aggregates.of(Customer.class).load(command.customerId().toString());
        String cluster = customer.invoke(Customer::cluster);
        if (command.onSourceSince() != null) {
            demandUnsettled(command, cluster, customer.invoke(Customer::firstNode));
        }
        if (command.ofReach()) {
            demandInNoOpenWave(command, cluster);
        }
        customer.execute(it -> it.decide(command));
    }

    private void demandUnsettled(CorrectCustomer command, String cluster, String node) {
        if (migrations.isGivenUp(new ClusterId(cluster), new NodeId(node))) {
            throw Rejection.conflict(
                            "settlement-closed",
                            "Node %s of cluster %s was given up: who owes for time on it is decided."
                                    .formatted(node, cluster))
                    .at("onSourceSince", "of a node whose settlement is open", command.onSourceSince())
                    .remedy("Leave it as it is; what came out later is settled outside.");
        }
    }

    private void demandInNoOpenWave(CorrectCustomer command, String cluster) {
        waves.holdWaveOf(cluster, command.customerId()).ifPresent(wave -> {
            throw Rejection.conflict(
                            "customer-in-open-wave",
                            "Wave %s will tell customer %s to move: its gates count on how he is reached."
                                    .formatted(wave, command.customerId().value()))
                    .at("reachedBy", "of a customer who is in no open wave", command.reachedBy())
                    .remedy("Withdraw the wave, correct him, and plan it again.");
        });
    }
}
