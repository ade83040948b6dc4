package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One group: who owns it, who still finishes its calls, and what is known of it on each node.
 *
 * @param issued the highest epoch ever given with an order
 * @param last who owned it last, and so has its newest data
 */
record Role(
        Group group,
        long issued,
        @Nullable NodeId owner,
        @Nullable NodeId draining,
        @Nullable NodeId last,
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
        return new Role(group, Math.max(issued, epoch), node, node.equals(draining) ? null : draining, node, standings);
    }

    Role drained(NodeId node, long epoch) {
        return new Role(group, Math.max(issued, epoch), node.equals(owner) ? null : owner, node, last, standings);
    }

    Role released(NodeId node, long epoch) {
        return new Role(
                group,
                Math.max(issued, epoch),
                node.equals(owner) ? null : owner,
                node.equals(draining) ? null : draining,
                last,
                standings);
    }

    Role ordered(NodeId node, long epoch, boolean start) {
        return new Role(
                group,
                Math.max(issued, epoch),
                owner,
                draining,
                last,
                changed(node, standing -> standing.ordered(epoch, start)));
    }

    Role known(NodeId node, UnaryOperator<Standing> change) {
        return new Role(group, issued, owner, draining, last, changed(node, change));
    }

    /** Only the given nodes count from now on. */
    Role among(List<NodeId> nodes) {
        return new Role(
                group,
                issued,
                owner,
                draining,
                last,
                nodes.stream().map(this::at).toList());
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
