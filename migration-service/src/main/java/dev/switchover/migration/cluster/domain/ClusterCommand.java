package dev.switchover.migration.cluster.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a cluster. Where no attempt is named, the latest one is meant. */
public sealed interface ClusterCommand {

    ClusterId clusterId();

    /** The first node owns management, in epoch 1. */
    record DefineCluster(@TargetAggregateIdentifier ClusterId clusterId, NodeFacts first) implements ClusterCommand {}

    record AddNode(@TargetAggregateIdentifier ClusterId clusterId, NodeFacts node) implements ClusterCommand {}

    /** What was entered wrong, put right; what is absent stays as it is. */
    record CorrectNode(
            @TargetAggregateIdentifier ClusterId clusterId,
            NodeId node,
            @Nullable String address,
            @Nullable List<String> mediaAddresses,
            @Nullable String managementUrl,
            String reason)
            implements ClusterCommand {}

    record StartReplication(@TargetAggregateIdentifier ClusterId clusterId, NodeId node) implements ClusterCommand {}

    /** {@code statedDown} is what a person says calls were interrupted for; absent if nobody says. */
    record FinishReplicationStep(
            @TargetAggregateIdentifier ClusterId clusterId,
            NodeId node,
            @Nullable Integer attempt,
            ReplicationStep step,
            @Nullable Duration statedDown,
            String evidence)
            implements ClusterCommand {}

    /** {@code observedAt} is when it was seen, if that was before it is said. */
    record AttestInSync(
            @TargetAggregateIdentifier ClusterId clusterId,
            NodeId node,
            @Nullable Integer attempt,
            String evidence,
            @Nullable Instant observedAt,
            Instant saidAt)
            implements ClusterCommand {}

    record AbandonReplication(
            @TargetAggregateIdentifier ClusterId clusterId,
            NodeId node,
            @Nullable Integer attempt,
            String reason) implements ClusterCommand {}

    /** From now on nobody may change settings, until management is moved or resumed. */
    record SuspendManagement(@TargetAggregateIdentifier ClusterId clusterId, String reason) implements ClusterCommand {}

    record ResumeManagement(@TargetAggregateIdentifier ClusterId clusterId) implements ClusterCommand {}

    record MoveManagement(@TargetAggregateIdentifier ClusterId clusterId, NodeId to) implements ClusterCommand {}

    record RemoveNode(@TargetAggregateIdentifier ClusterId clusterId, NodeId node) implements ClusterCommand {}
}
