package dev.switchover.migration.cluster.domain;

import dev.switchover.eventstore.StoredAs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a cluster. */
public sealed interface ClusterEvent {

    ClusterId clusterId();

    @StoredAs("cluster.defined")
    record ClusterDefined(ClusterId clusterId) implements ClusterEvent {}

    @StoredAs("cluster.node-added")
    record NodeAdded(
            ClusterId clusterId, NodeId node, String address, List<String> mediaAddresses, String managementUrl)
            implements ClusterEvent {}

    /** These are right; what was there before had been entered wrong. */
    @StoredAs("cluster.node-corrected")
    record NodeCorrected(
            ClusterId clusterId,
            NodeId node,
            String address,
            List<String> mediaAddresses,
            String managementUrl,
            String reason)
            implements ClusterEvent {}

    @StoredAs("cluster.management-assigned")
    record ManagementAssigned(ClusterId clusterId, NodeId node, long epoch) implements ClusterEvent {}

    @StoredAs("cluster.replication-started")
    record ReplicationStarted(
            ClusterId clusterId, NodeId node, NodeId source, int attempt, List<PredictedStep> predicted)
            implements ClusterEvent {}

    @StoredAs("cluster.replication-step-finished")
    record ReplicationStepFinished(
            ClusterId clusterId,
            NodeId node,
            int attempt,
            ReplicationStep step,
            @Nullable Duration statedDown,
            String evidence)
            implements ClusterEvent {}

    @StoredAs("cluster.replication-in-sync")
    record ReplicationInSync(ClusterId clusterId, NodeId node, int attempt, String evidence, Instant observedAt)
            implements ClusterEvent {}

    @StoredAs("cluster.replication-abandoned")
    record ReplicationAbandoned(
            ClusterId clusterId, NodeId node, int attempt, List<ReplicationStep> finished, String reason)
            implements ClusterEvent {}

    @StoredAs("cluster.management-suspended")
    record ManagementSuspended(ClusterId clusterId, NodeId node, long epoch, String reason) implements ClusterEvent {}

    @StoredAs("cluster.management-resumed")
    record ManagementResumed(ClusterId clusterId, NodeId node, long epoch) implements ClusterEvent {}

    @StoredAs("cluster.management-moved")
    record ManagementMoved(ClusterId clusterId, NodeId from, NodeId to, long epoch) implements ClusterEvent {}

    @StoredAs("cluster.node-removed")
    record NodeRemoved(ClusterId clusterId, NodeId node) implements ClusterEvent {}
}
