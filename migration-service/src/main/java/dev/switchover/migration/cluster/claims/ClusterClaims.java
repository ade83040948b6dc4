package dev.switchover.migration.cluster.claims;

import dev.switchover.migration.cluster.domain.ClusterEvent;
import dev.switchover.migration.cluster.domain.ClusterEvent.ClusterDefined;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementAssigned;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementMoved;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementResumed;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementSuspended;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeAdded;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeCorrected;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeRemoved;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationAbandoned;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationInSync;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStarted;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStepFinished;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes the claims about clusters, in the transaction of the event. */
@Singleton
@ProcessingGroup("cluster-claims")
public class ClusterClaims {

    private final NodeClaimTable nodes;
    private final ManagementClaimTable management;
    private final ReplicationClaimTable replications;

    ClusterClaims(NodeClaimTable nodes, ManagementClaimTable management, ReplicationClaimTable replications) {
        this.nodes = nodes;
        this.management = management;
        this.replications = replications;
    }

    @EventHandler
    void on(ClusterEvent event, @Timestamp Instant at) {
        switch (event) {
            case ClusterDefined it -> {}
            case NodeAdded it -> nodes.add(it);
            case NodeCorrected it -> nodes.correct(it);
            case NodeRemoved(var cluster, var node) -> nodes.remove(cluster, node);
            case ManagementAssigned(var cluster, var node, var epoch) ->
                management.put(cluster, node, epoch, false, at);
            case ManagementSuspended(var cluster, var node, var epoch, var reason) ->
                management.put(cluster, node, epoch, true, at);
            case ManagementResumed(var cluster, var node, var epoch) -> management.put(cluster, node, epoch, false, at);
            case ManagementMoved(var cluster, var from, var to, var epoch) ->
                management.put(cluster, to, epoch, false, at);
            case ReplicationStarted it -> replications.start(it, at);
            case ReplicationStepFinished it -> replications.finish(it, at);
            case ReplicationInSync it -> replications.inSync(it);
            case ReplicationAbandoned it -> replications.abandon(it);
        }
    }
}
