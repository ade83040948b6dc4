package dev.switchover.resilience.plan.domain;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import org.jspecify.annotations.Nullable;

/** One order that takes a step back; it gets an epoch of its own when it is given. */
public record Undo(NodeAction action, NodeId node, Group group) {

    public boolean startsAt(@Nullable NodeId other) {
        return node.equals(other) && action == NodeAction.toStart(group);
    }
}
