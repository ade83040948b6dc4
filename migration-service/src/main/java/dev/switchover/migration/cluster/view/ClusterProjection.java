package dev.switchover.migration.cluster.view;

import dev.switchover.kit.operation.Asked;
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
import dev.switchover.migration.cluster.view.ClusterView.NodeState;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;

/** Keeps the clusters, their nodes and replications up to date. */
@ProcessingGroup(ClusterProjection.GROUP)
public class ClusterProjection {

    public static final String GROUP = "clusters";

    private final ClusterTable clusters;
    private final ReplicationTable replications;

    public ClusterProjection(ClusterTable clusters, ReplicationTable replications) {
        this.clusters = clusters;
        this.replications = replications;
    }

    @EventHandler
    void on(ClusterEvent event, @Timestamp Instant at, @SequenceNumber long sequence, MetaData metadata) {
        var cluster = event.clusterId();
        switch (event) {
            case ClusterDefined it -> clusters.define(cluster, at);
            case NodeAdded it -> clusters.add(it, at);
            case NodeCorrected it -> clusters.correct(it);
            case NodeRemoved it -> clusters.remove(it, at);
            case ManagementAssigned it -> clusters.manage(cluster, it.node(), it.epoch(), false, at);
            case ManagementSuspended it -> clusters.manage(cluster, it.node(), it.epoch(), true, at);
            case ManagementResumed it -> clusters.manage(cluster, it.node(), it.epoch(), false, at);
            case ManagementMoved it -> clusters.manage(cluster, it.to(), it.epoch(), false, at);
            case ReplicationStarted it -> {
                clusters.enter(cluster, it.node(), NodeState.REPLICATING);
                replications.start(it, at, Asked.of(metadata));
            }
            case ReplicationStepFinished it ->
                replications.finish(it, at, Asked.of(metadata).by());
            case ReplicationInSync it -> {
                clusters.enter(cluster, it.node(), NodeState.IN_SYNC);
                replications.inSync(it, at);
            }
            case ReplicationAbandoned it -> {
                clusters.enter(cluster, it.node(), NodeState.JOINED);
                replications.abandon(it, at);
            }
        }
        clusters.version(cluster, sequence + 1);
    }
}
