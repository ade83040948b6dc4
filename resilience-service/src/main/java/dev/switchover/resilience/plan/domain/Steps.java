package dev.switchover.resilience.plan.domain;

import static dev.switchover.resilience.node.domain.NodeAction.DRAIN_TELEPHONY;
import static dev.switchover.resilience.node.domain.NodeAction.FENCE;
import static dev.switchover.resilience.node.domain.NodeAction.RESYNC_DATA;

import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import java.time.Duration;
import java.util.List;

/** Makes single steps for one deployment, with the time each may take. */
final class Steps {

    private static final Duration BY_MACHINE = Duration.ofSeconds(30);
    private static final Duration RESYNC = Duration.ofHours(1);
    private static final Duration BY_HAND = Duration.ofHours(2);

    private final Definition definition;

    Steps(Definition definition) {
        this.definition = definition;
    }

    static Undo startAgain(Group group, NodeId node) {
        return new Undo(NodeAction.toStart(group), node, group);
    }

    static Undo stopAgain(Group group, NodeId node) {
        return new Undo(NodeAction.toStop(group), node, group);
    }

    Step start(Group group, NodeId node, Undo... undo) {
        return step(NodeAction.toStart(group), node, group, Duration.ZERO, undo);
    }

    /** Running calls are waited for as long as the patience lasts. */
    Step stop(Group group, NodeId node, Duration patience, Undo... undo) {
        return step(NodeAction.toStop(group), node, group, patience, undo);
    }

    Step drain(NodeId node, Undo... undo) {
        return step(DRAIN_TELEPHONY, node, Group.TELEPHONY, Duration.ZERO, undo);
    }

    Step fence(NodeId node, Undo... undo) {
        return step(FENCE, node, definition.primary(), Duration.ZERO, undo);
    }

    /** Brings what was made on the other node over. */
    Step resync(NodeId node) {
        return step(RESYNC_DATA, node, definition.has(Group.DATA) ? Group.DATA : definition.primary(), Duration.ZERO);
    }

    Step follow(NodeId node) {
        var group = definition.primary();
        return new Step("follow-" + node, null, node, group, List.of(), false, definition.follow(), Duration.ZERO);
    }

    Step takingBack(Undo undo) {
        return step(undo.action(), undo.node(), undo.group(), Duration.ZERO);
    }

    static Step lastWayBack(Step step) {
        return new Step(
                step.id(), step.action(), step.node(), step.group(), step.undo(), true, step.limit(), step.patience());
    }

    private Step step(NodeAction action, NodeId node, Group group, Duration patience, Undo... undo) {
        return new Step(
                action.id() + "-" + node,
                action,
                node,
                group,
                List.of(undo),
                false,
                limit(action, node).plus(patience),
                patience);
    }

    private Duration limit(NodeAction action, NodeId node) {
        var access = definition.access(node).orElseThrow();
        return access.limits().getOrDefault(action, access instanceof Access.Manual ? BY_HAND : byMachine(action));
    }

    private static Duration byMachine(NodeAction action) {
        return action == RESYNC_DATA ? RESYNC : BY_MACHINE;
    }
}
