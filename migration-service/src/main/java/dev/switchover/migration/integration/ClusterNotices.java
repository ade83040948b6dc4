package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.OperationEnded;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
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
import dev.switchover.migration.cluster.view.ReplicationOperations;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What others may know of a cluster; empty for what stays inside. */
final class ClusterNotices {

    private ClusterNotices() {}

    static List<MigrationNotice> of(ClusterEvent event, Instant at) {
        var key = event.clusterId().toString();
        return switch (event) {
            case NodeAdded added ->
                List.of(new MigrationNotice.NodeAdded(
                        key, at, added.node().value(), addresses(added.address(), added.mediaAddresses())));
            case NodeCorrected right ->
                List.of(new MigrationNotice.NodeCorrected(
                        key,
                        at,
                        right.node().value(),
                        addresses(right.address(), right.mediaAddresses()),
                        right.reason()));
            case ManagementAssigned(var cluster, var node, var epoch) ->
                List.of(new MigrationNotice.ManagementMoved(key, at, null, node.value(), epoch));
            case ManagementMoved(var cluster, var from, var to, var epoch) ->
                List.of(new MigrationNotice.ManagementMoved(key, at, from.value(), to.value(), epoch));
            case NodeRemoved(var cluster, var node) -> List.of(new MigrationNotice.NodeRemoved(key, at, node.value()));
            case ReplicationInSync inSync ->
                List.of(new MigrationNotice.ReplicationInSync(
                        key, at, inSync.node().value()));
            case ReplicationAbandoned abandoned -> List.of(ended(abandoned, at));
            case ClusterDefined defined -> List.of();
            case ReplicationStarted started -> List.of();
            case ReplicationStepFinished finished -> List.of();
            case ManagementSuspended suspended -> List.of();
            case ManagementResumed resumed -> List.of();
        };
    }

    private static List<String> addresses(String signalling, List<String> media) {
        return Stream.concat(Stream.of(signalling), media.stream()).distinct().toList();
    }

    private static OperationEnded ended(ReplicationAbandoned event, Instant at) {
        var cluster = event.clusterId();
        var node = event.node().value();
        return new OperationEnded(
                cluster.toString(),
                at,
                ReplicationOperations.id(cluster.value(), node, event.attempt()),
                "replication",
                event.finished().isEmpty() ? Outcome.ABORTED : Outcome.INCOMPLETE,
                cluster + "/nodes/" + node,
                "%s; finished before: %s".formatted(event.reason(), event.finished()));
    }
}
