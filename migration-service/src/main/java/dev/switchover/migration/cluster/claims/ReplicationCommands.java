package dev.switchover.migration.cluster.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.migration.cluster.domain.Cluster;
import dev.switchover.migration.cluster.domain.ClusterCommand.AttestInSync;
import dev.switchover.migration.cluster.domain.ClusterCommand.StartReplication;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import jakarta.inject.Singleton;
import org.axonframework.commandhandling.CommandHandler;

/** Starts a replication with what earlier ones taught, and knows how far it has come by when. */
@Singleton
public class ReplicationCommands {

    private final Aggregates aggregates;
    private final Predictions predictions;
    private final ReplicationClaimTable replications;

    ReplicationCommands(Aggregates aggregates, Predictions predictions, ReplicationClaimTable replications) {
        this.aggregates = aggregates;
        this.predictions = predictions;
        this.replications = replications;
    }

    /** The number of the attempt. */
    @CommandHandler
    int start(StartReplication command) throws Exception {
        var cluster = aggregates.of(Cluster.class).load(command.clusterId().toString());
        return cluster.invoke(it -> it.decide(command, predictions.replication()));
    }

    @CommandHandler
    void attest(AttestInSync command) {
        var cluster = aggregates.of(Cluster.class).load(command.clusterId().toString());
        var doneSince =
                replications.stepSince(command.clusterId(), command.node()).orElse(null);
        cluster.execute(it -> it.decide(command, doneSince));
    }

    /** Whether a start would change nothing; asked inside a transaction, which then holds the cluster. */
    public boolean isStarted(ClusterId clusterId, NodeId node) {
        var cluster = aggregates.of(Cluster.class).load(clusterId.toString());
        return cluster.invoke(it -> it.isReplicatedTo(node));
    }
}
