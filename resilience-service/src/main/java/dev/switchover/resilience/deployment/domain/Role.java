package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition.Node;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One group: who owns it, who still finishes its calls, and what is known of it on each node.
 *
 * @param issued the highest epoch ever given with an order
 * @param last who owned it last, and so has its newest data; null: nobody yet, one that is not in the definition now, or
 *     another has written since, while nobody owned it
 * @param apart who may have data that the last owner never got, so that positions say nothing of it: their names and
 *     machines, also where they are not in the definition now
 * @param blind the order to start was given while nobody knew where the data of the other node end
 */
record Role(
        Group group,
        long issued,
        @Nullable NodeId owner,
        @Nullable NodeId draining,
        @Nullable NodeId last,
        Set<String> apart,
        boolean blind,
        List<Standing> standings) {

    Role {
        apart = Set.copyOf(apart);
        standings = List.copyOf(standings);
    }

    /** A node that was of another deployment before remembers its epochs, and would refuse lower ones. */
    long highest() {
        return standings.stream()
                .mapToLong(Standing::saidEpoch)
                .filter(GroupReport::isPlausible)
                .reduce(issued, Math::max);
    }

    Standing at(NodeId node) {
        return standings.stream()
                .filter(standing -> standing.node().equals(node))
                .findFirst()
                .orElseGet(() -> Standing.unheard(node));
    }

    /** Whom it leaves behind is apart. */
    Role granted(NodeId node, long epoch) {
        var known = apart(leftBy(node).map(Standing::node)).joined(node);
        return new Role(
                group,
                Math.max(issued, epoch),
                node,
                node.equals(draining) ? null : draining,
                node,
                known.apart(),
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

    /**
     * An order to start that is followed by another kind may never have reached the node: what served meanwhile served unasked.
     *
     * @param blind it starts though the other's own word does not tell where its data end
     */
    Role ordered(NodeId node, long epoch, boolean start, boolean blind) {
        var known = !start && at(node).unasked() ? onItsOwn(node) : this;
        return new Role(
                group,
                Math.max(issued, epoch),
                owner,
                draining,
                known.last,
                known.apart,
                known.blind || blind || (start && isBlind(node)),
                changed(node, standing -> standing.ordered(epoch, start)));
    }

    Role known(NodeId node, UnaryOperator<Standing> change) {
        return new Role(group, issued, owner, draining, last, apart, blind, changed(node, change));
    }

    Role heard(NodeId node, GroupReport report, @Nullable Instant at) {
        var before = at(node);
        var serves = report.state().isServing() && !isHeldBy(node) && (!before.written() || before.isInactive());
        var hasServed = report.state() == ReportedState.INACTIVE && before.unasked();
        var known = known(node, standing -> standing.heard(report, at, hasAll(node, report)));
        return serves || hasServed ? known.onItsOwn(node) : known;
    }

    /** Whether it has what the other had when that stopped: whoever starts it now, nothing is lost by it. */
    private boolean hasAll(NodeId node, GroupReport report) {
        var end = awaited(node);
        return end != null && report.position() != null && report.position() >= end;
    }

    /** The last order to start was kept back: what served meanwhile served unasked. */
    Role spared(NodeId node) {
        var spared = known(node, Standing::spared);
        return at(node).unasked() || (at(node).saysServing() && !isHeldBy(node)) ? spared.onItsOwn(node) : spared;
    }

    /**
     * Who serves unasked, while the data are another's, writes on its own; the last owner does where another has been
     * ordered to start with what there was before.
     */
    private Role onItsOwn(NodeId node) {
        if (node.equals(last)) {
            return sources(node).findAny().isPresent() ? blinded() : this;
        }
        return owner == null ? contested() : apart(Stream.of(node));
    }

    private Role blinded() {
        return new Role(group, issued, owner, draining, last, apart, true, standings);
    }

    /** While nobody owned it another than the last owner has written: each may have what the other never got. */
    private Role contested() {
        return apart(standings.stream().map(Standing::node)).withoutLast();
    }

    private Role withoutLast() {
        return new Role(group, issued, owner, draining, null, apart, blind, standings);
    }

    /** What is known of data follows the machine; who takes the place of one that is apart is to get them too. */
    Role among(List<Node> nodes) {
        var now = nodes.stream().map(this::standing).toList();
        var heir = now.stream().filter(this::isHeir).map(Standing::node).findFirst();
        var isLost = last != null && heir.isEmpty();
        var isLeft = standings.stream()
                .filter(old -> now.stream().noneMatch(one -> one.node().equals(old.node()) && stays(one)))
                .anyMatch(this::mayHaveOwn);
        var suspects = now.stream()
                .filter(standing -> isLost || (isLeft && !stays(standing)))
                .map(Standing::node);
        var known = new Role(group, issued, owner, draining, heir.orElse(null), apart, blind, now).apart(suspects);
        return known.marked(gone(now));
    }

    /** Machines that are named no more and may have what nobody else has: they may come back. */
    private Stream<String> gone(List<Standing> now) {
        return standings.stream()
                .filter(old -> !old.isNeverHeard() && (old.node().equals(last) || mayHaveOwn(old)))
                .map(Standing::machine)
                .filter(Objects::nonNull)
                .filter(machine -> now.stream().noneMatch(one -> machine.equals(one.machine())));
    }

    private Standing standing(Node node) {
        var machine = Places.machine(node.access());
        var before = at(node.id());
        if (machine == null || machine.equals(before.machine())) {
            return before;
        }
        var hasWritten = standings.stream().anyMatch(old -> machine.equals(old.machine()) && old.written());
        return before.movedTo(machine, hasWritten || before.written());
    }

    /** Whether it is still the machine that went by the name; the one that owns the group is not changed. */
    private boolean stays(Standing standing) {
        return standings.stream()
                .filter(old -> old.node().equals(standing.node()))
                .anyMatch(old -> old.machine() == null
                        || old.machine().equals(standing.machine())
                        || old.isNeverHeard()
                        || isHeldBy(old.node()));
    }

    private boolean isHeir(Standing standing) {
        if (last == null || stays(standing)) {
            return standing.node().equals(last);
        }
        return standing.machine() != null && standing.machine().equals(at(last).machine());
    }

    private boolean mayHaveOwn(Standing standing) {
        return isApart(standing.node())
                || (standing.written() && !standing.node().equals(last));
    }

    /** Whether positions say nothing of its data; never of the newest. */
    boolean isApart(NodeId node) {
        return !node.equals(last) && marks(node).anyMatch(apart::contains);
    }

    /** The node has the data of the last owner from now on, and none of its own. */
    Role joined(NodeId node) {
        var left = new HashSet<>(apart);
        marks(node).forEach(left::remove);
        var accounted = standings.stream()
                .map(other -> other.node().equals(node) ? other : other.accountedFor())
                .toList();
        return new Role(group, issued, owner, draining, last, left, false, accounted);
    }

    /** The node was given the data of the other: where nobody knew whose are the newest, these go on. */
    Role resynced(NodeId node) {
        return others(node)
                .findFirst()
                .filter(other -> last == null)
                .map(other -> goingOnWith(other.node()))
                .orElse(this)
                .joined(node);
    }

    private Role goingOnWith(NodeId node) {
        var left = new HashSet<>(apart);
        marks(node).forEach(left::remove);
        return new Role(group, issued, owner, draining, node, left, blind, standings);
    }

    /** Whether a word for the node decides whose data go on: there was nothing missing that one could compare them by. */
    boolean isDecidedFor(NodeId node) {
        return last == null || (!isApart(node) && standings.stream().allMatch(standing -> standing.position() != null));
    }

    /** The node goes on with its data, by people's word: what only others have stays there. */
    Role leaving(NodeId node) {
        var left = apart(standings.stream().map(Standing::node).filter(other -> !other.equals(node)));
        return node.equals(last) ? left : left.withoutLast().joined(node);
    }

    private Role apart(Stream<NodeId> nodes) {
        return marked(nodes.flatMap(this::marks));
    }

    private Role marked(Stream<String> marks) {
        var more = new HashSet<>(apart);
        marks.forEach(more::add);
        return new Role(group, issued, owner, draining, last, more, blind, standings);
    }

    private Stream<String> marks(NodeId node) {
        return Stream.concat(Stream.of(node.value()), Stream.ofNullable(at(node).machine()));
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

    /** Whether it serves without data that another has, or may have. */
    boolean leaves(NodeId node) {
        return leftBy(node).findAny().isPresent();
    }

    /** Nobody knows where their data end, or they end beyond those of the node, though it serves already. */
    private Stream<Standing> leftBy(NodeId node) {
        var isUnknown = blind || isApart(node);
        if (isUnknown && last == null) {
            return others(node);
        }
        return others(node).filter(other -> (isUnknown && isSource(other)) || at(node).isServingWithout(other));
    }

    private Stream<Standing> others(NodeId node) {
        return standings.stream().filter(other -> !other.node().equals(node));
    }

    /** Who may have data that the node has not, and does not tell where they end, though it did while it served. */
    Optional<Standing> unsaid(NodeId node) {
        return sources(node).filter(Standing::isEndUnsaid).findFirst();
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
        return others(node).filter(this::isSource);
    }

    private boolean isSource(Standing standing) {
        return standing.node().equals(last) || standing.written();
    }

    /** Also whether it tells how far its data are, where others have the newest; of who has them the last word stands. */
    boolean isNews(NodeId node, GroupReport report) {
        var before = at(node);
        var tellsOrNot = (before.position() == null) != (report.position() == null);
        return before.saysOtherwise(report) || (before.said() != null && !isSource(before) && tellsOrNot);
    }

    /** Whether the node has it, if only to end its calls, and has not said that it serves no more. */
    boolean isLeftTo(NodeId node) {
        return isHeldBy(node) && !at(node).saysInactive();
    }

    /** Whether it takes calls again beside the owner, after it had said that it takes no more; what was asked before is older. */
    boolean hasFallenOut(NodeId node, GroupReport report) {
        var before = at(node);
        return node.equals(draining)
                && owner != null
                && (before.said() == ReportedState.DRAINING || before.said() == ReportedState.INACTIVE)
                && before.saidEpoch() >= before.ordered()
                && report.epoch() >= before.saidEpoch();
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
