package dev.switchover.migration.cluster.domain;

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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where a cluster stands: its nodes and who has management. */
record ClusterState(
        Map<NodeId, Node> nodes,
        @Nullable NodeId first,
        @Nullable Management management) {

    /** One machine of the cluster; removed ones are remembered so that their names are not given again. */
    record Node(NodeFacts facts, Replication replication, boolean removed) {

        Node with(Replication now) {
            return new Node(facts, now, removed);
        }
    }

    /** {@code suspended}: {@code owner} had it last, and nobody has it now. */
    record Management(NodeId owner, long epoch, boolean suspended) {}

    static ClusterState none() {
        return new ClusterState(Map.of(), null, null);
    }

    Optional<Node> node(NodeId id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** Another node in service that has the address. */
    Optional<NodeFacts> other(NodeId than, String address) {
        return nodes.values().stream()
                .filter(node -> !node.removed())
                .map(Node::facts)
                .filter(facts -> !facts.id().equals(than) && facts.has(address))
                .findFirst();
    }

    ClusterState after(ClusterEvent event) {
        return switch (event) {
            case ClusterDefined defined -> this;
            case NodeAdded added -> added(added);
            case NodeCorrected it -> corrected(it);
            case ManagementAssigned(var id, var node, var epoch) -> owned(node, epoch, false);
            case ReplicationStarted it -> change(it.node(), was -> Replication.running(it));
            case ReplicationStepFinished it -> change(it.node(), was -> was.having(it));
            case ReplicationInSync it -> change(it.node(), was -> was.inSync(it.observedAt()));
            case ReplicationAbandoned it -> change(it.node(), was -> was.abandoned(it.reason()));
            case ManagementSuspended suspended -> owned(suspended.node(), suspended.epoch(), true);
            case ManagementResumed(var id, var node, var epoch) -> owned(node, epoch, false);
            case ManagementMoved moved -> owned(moved.to(), moved.epoch(), false);
            case NodeRemoved(var id, var node) -> removed(node);
        };
    }

    private ClusterState added(NodeAdded event) {
        var facts = new NodeFacts(event.node(), event.address(), event.mediaAddresses(), event.managementUrl());
        return put(new Node(facts, Replication.never(), false));
    }

    private ClusterState corrected(NodeCorrected event) {
        var facts = new NodeFacts(event.node(), event.address(), event.mediaAddresses(), event.managementUrl());
        return node(event.node())
                .map(node -> put(new Node(facts, node.replication(), node.removed())))
                .orElse(this);
    }

    private ClusterState change(NodeId id, UnaryOperator<Replication> change) {
        return node(id).map(node -> put(node.with(change.apply(node.replication()))))
                .orElse(this);
    }

    private ClusterState removed(NodeId id) {
        return node(id).map(node -> put(new Node(node.facts(), node.replication(), true)))
                .orElse(this);
    }

    private ClusterState put(Node node) {
        var changed = new TreeMap<>(nodes);
        changed.put(node.facts().id(), node);
        return new ClusterState(changed, first == null ? node.facts().id() : first, management);
    }

    private ClusterState owned(NodeId owner, long epoch, boolean suspended) {
        return new ClusterState(nodes, first, new Management(owner, epoch, suspended));
    }
}
