package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One group: who owns it, who still finishes its calls, and what is known of it on each node.
 *
 * @param issued the highest epoch ever given with an order
 * @param last who owned it last, and so has its newest data
 * @param apart who may have data that the last owner never got, so that positions say nothing of it
 * @param blind the order to start was given while nobody knew where the data of the other node end
 */
record Role(
        Group group,
        long issued,
        @Nullable NodeId owner,
        @Nullable NodeId draining,
        @Nullable NodeId last,
        @Nullable NodeId apart,
        boolean blind,
        List<Standing> standings) {

    /** Epochs are counted by ones; a node that says more is wrong, and is not to use them up. */
    private static final long PLAUSIBLE = 1_000_000_000_000L;

    Role {
        standings = List.copyOf(standings);
    }

    /** A node that was of another deployment before remembers its epochs, and would refuse lower ones. */
    long highest() {
        return standings.stream()
                .mapToLong(Standing::saidEpoch)
                .filter(said -> said < PLAUSIBLE)
                .reduce(issued, Math::max);
    }

    Standing at(NodeId node) {
        return standings.stream()
                .filter(standing -> standing.node().equals(node))
                .findFirst()
                .orElseGet(() -> Standing.unheard(node));
    }

    Role granted(NodeId node, long epoch) {
        return new Role(
                group,
                Math.max(issued, epoch),
                node,
                node.equals(draining) ? null : draining,
                node,
                apartOnceGranted(node),
                false,
                standings.stream().map(Standing::settled).toList());
    }

    Role drained(NodeId node, long epoch) {
        return new Role(
                group, Math.max(issued, epoch), node.equals(owner) ? null : owner, node, last, apart, blind, standings);
    }

    Role released(NodeId node, long epoch) {
        return new Role(
                group,
                Math.max(issued, epoch),
                node.equals(owner) ? null : owner,
                node.equals(draining) ? null : draining,
                last,
                apart,
                blind,
                standings);
    }

    Role ordered(NodeId node, long epoch, boolean start) {
        return new Role(
                group,
                Math.max(issued, epoch),
                owner,
                draining,
                last,
                apart,
                blind || (start && isBlind(node)),
                changed(node, standing -> standing.ordered(epoch, start)));
    }

    Role known(NodeId node, UnaryOperator<Standing> change) {
        return new Role(group, issued, owner, draining, last, apart, blind, changed(node, change));
    }

    /** Only the given nodes count from now on. */
    Role among(List<NodeId> nodes) {
        return new Role(
                group,
                issued,
                owner,
                draining,
                last,
                apart != null && nodes.contains(apart) ? apart : null,
                blind,
                nodes.stream().map(this::at).toList());
    }

    /** The node has the data of the last owner from now on, and none of its own. */
    Role joined(NodeId node) {
        var left = node.equals(apart) ? null : apart;
        return new Role(group, issued, owner, draining, last, left, blind, standings);
    }

    /** How far the data must have come before they start on the node; null: nobody knows, or they are the newest. */
    @Nullable
    Long awaited(NodeId node) {
        return sources(node)
                .map(Standing::finalPosition)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether the node is to have no more than the other: it did not write, and the other did. */
    boolean takesOver(NodeId node) {
        return last != null && !node.equals(last) && !at(node).written();
    }

    private boolean isBlind(NodeId node) {
        return sources(node).anyMatch(other -> !other.saysInactive());
    }

    /** Who may have data that the node has not: the last owner, or who was to become it. */
    private Stream<Standing> sources(NodeId node) {
        return standings.stream()
                .filter(other -> !other.node().equals(node))
                .filter(other -> other.node().equals(last) || other.written());
    }

    private @Nullable NodeId apartOnceGranted(NodeId node) {
        var left = node.equals(apart) ? null : apart;
        return blind || node.equals(apart)
                ? sources(node).map(Standing::node).findFirst().orElse(left)
                : left;
    }

    /** Whether the node has it, if only to end its calls, and has not said that it serves no more. */
    boolean isLeftTo(NodeId node) {
        return isHeldBy(node) && !at(node).saysInactive();
    }

    boolean isHeldBy(NodeId node) {
        return Objects.equals(node, owner) || Objects.equals(node, draining);
    }

    private List<Standing> changed(NodeId node, UnaryOperator<Standing> change) {
        return standings.stream()
                .map(standing -> standing.node().equals(node) ? change.apply(standing) : standing)
                .toList();
    }
}
