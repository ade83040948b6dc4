package dev.switchover.migration.supplier.domain;

import dev.switchover.migration.cluster.domain.NodeId;
import java.util.Collection;
import java.util.Set;

/** Nodes on which nothing comes to be registered any more: removed, or past their release and still there for a while. */
public record GoneNodes(Set<NodeId> removed, Set<NodeId> released) {

    public static final GoneNodes NONE = new GoneNodes(Set.of(), Set.of());

    boolean has(NodeId node) {
        return removed.contains(node) || released.contains(node);
    }

    /** What is still there may still hold a registration. */
    boolean haveRemoved(Collection<NodeId> nodes) {
        return removed.containsAll(nodes);
    }
}
