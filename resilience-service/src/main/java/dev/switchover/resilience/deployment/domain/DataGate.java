package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The gate {@code replication-in-sync}: whether who is to start its data has that of the other, and none of its own. */
final class DataGate {

    private static final String RESYNC = "Wait for the replication, or bring the data over: resync true.";

    /** The button brings no data over. */
    private static final String NO_RESYNC = "Wait for the replication, or use a switchover with resync true.";

    private final DeploymentState state;
    private final Definition definition;
    private final Facts facts;

    DataGate(DeploymentState state, Facts facts) {
        this.state = state;
        this.definition = state.definition();
        this.facts = facts;
    }

    /** Who has the newest data is not asked for it, unless the other one is further. */
    Optional<Gate> beforeStart(NodeId node, List<Group> groups) {
        var other = definition.other(node);
        return dataOf(groups)
                .filter(group -> !node.equals(state.roles().of(group).last()) || isLeftBehind(group, other, node))
                .map(group -> isLeftBehind(group, node, other)
                        ? facts.attested(ahead(group, other, node, node))
                        : inSync(group, other, node, NO_RESYNC));
    }

    /** @param resync the data is brought over first, so how far it is behind now does not matter */
    Optional<Gate> beforeSwitchover(NodeId from, NodeId to, boolean resync) {
        return dataOf(definition.groups())
                .flatMap(group -> resync ? newest(group, from, to) : Optional.of(inSync(group, from, to, RESYNC)));
    }

    /** How far the data had come is shown and recorded: nobody waits for it to have the calls back. */
    Optional<Gate> beforeEmergency(NodeId from, NodeId to, boolean resync) {
        return dataOf(definition.groups()).map(group -> {
            var gate = inSync(group, from, to, RESYNC).override();
            return resync ? newest(group, from, to).orElse(gate) : gate;
        });
    }

    /** Nothing is brought over to who has the newest: it would be thrown away. */
    private Optional<Gate> newest(Group group, NodeId from, NodeId to) {
        var measured = to + " owned the data last, so it has the newest";
        var remedy = "Leave \"resync\": true out: it would throw away what only " + to + " has.";
        return Optional.of(Gate.fail(RunGates.IN_SYNC, measured, from + " has the newest data", facts.now(), remedy))
                .filter(gate -> to.equals(state.roles().of(group).last()));
    }

    private Optional<Group> dataOf(List<Group> groups) {
        return groups.stream()
                .filter(group -> group == Group.DATA || (group == Group.SERVICES && definition.holdsData()))
                .findFirst();
    }

    private Gate inSync(Group group, NodeId from, NodeId to, String remedy) {
        if (state.roles().of(group).last() == null) {
            return facts.attested(contested(from, to));
        }
        return isLeftBehind(group, from, to)
                ? facts.attested(ahead(group, from, to, from))
                : compared(group, from, to, remedy);
    }

    /** Whether the other has more than the last owner, which writes no more, and nobody knows of it: it served unseen. */
    private boolean isLeftBehind(Group group, NodeId from, NodeId to) {
        var role = state.roles().of(group);
        return to.equals(role.last())
                && !role.at(from).written()
                && !role.isApart(from)
                && role.at(to).said() == ReportedState.INACTIVE
                && behind(group, from, to).filter(behind -> behind > 0).isPresent();
    }

    /** @param further who has more than the last owner */
    private Gate ahead(Group group, NodeId from, NodeId to, NodeId further) {
        var last = further.equals(to) ? from : to;
        var measured = "%s is %d bytes ahead of %s, which owned the data last and has stopped: it has data of its own"
                .formatted(further, behind(group, further, last).orElseThrow(), last);
        return contested(from, to, measured);
    }

    /** Who has the newest data is for people to say, whatever the positions. */
    private static Gate contested(NodeId from, NodeId to) {
        var measured = "nobody knows whose data are the newest: %s and %s may each have data that the other never got"
                .formatted(to, from);
        return contested(from, to, measured);
    }

    private static Gate contested(NodeId from, NodeId to, String measured) {
        var remedy = """
                Look at both, and decide whose data go on. Those of %1$s: attest it with this call, "attestations": [{"gate": \
                "%3$s", "evidence": "…"}]; what only %2$s has stays there. Those of %2$s: start services on %2$s in its place. \
                Later a switchover with "resync": true brings over the data that went on, and throws away the others.\
                """.formatted(to, from, RunGates.IN_SYNC);
        return new Gate(RunGates.IN_SYNC, Verdict.UNKNOWN, measured, to + " has the newest data", null, remedy);
    }

    private Gate compared(Group group, NodeId from, NodeId to, String remedy) {
        var limit = to + " at most " + facts.lag() + " bytes behind " + from;
        var behind = behind(group, from, to);
        var own = ownData(from, to);
        if (behind.isEmpty()) {
            var unknown = own.isPresent()
                    ? new Gate(RunGates.IN_SYNC, Verdict.UNKNOWN, own.get(), limit, null, anew(from, to))
                    : Gate.unknown(
                            RunGates.IN_SYNC,
                            limit,
                            "Have both nodes report the position of their data, or attest that it is in sync.");
            return facts.attested(unknown);
        }
        var at = facts.of(to).orElseThrow().report().at();
        if (behind.get() > facts.lag()) {
            return Gate.fail(RunGates.IN_SYNC, shown(behind.get(), from, to), limit, at, remedy);
        }
        if (own.isEmpty()) {
            return Gate.pass(RunGates.IN_SYNC, shown(behind.get(), from, to), limit, at);
        }
        return isAhead(group, from, to)
                ? Gate.fail(RunGates.IN_SYNC, own.get(), limit, at, replace(from, to))
                : facts.attested(new Gate(RunGates.IN_SYNC, Verdict.UNKNOWN, own.get(), limit, at, anew(from, to)));
    }

    /** What the node that is to take data over has of its own, and would lose or take with it. */
    Optional<String> ownData(NodeId from, NodeId to) {
        return dataOf(definition.groups()).flatMap(group -> {
            if (isAhead(group, from, to)) {
                var ahead = -behind(group, from, to).orElseThrow();
                return Optional.of("%s is %d bytes ahead of %s, which has the data: it has data of its own"
                        .formatted(to, ahead, from));
            }
            return state.roles().of(group).isApart(to)
                    ? Optional.of(
                            "%s may have data of its own that %s never got, whatever its position".formatted(to, from))
                    : Optional.empty();
        });
    }

    private Optional<Long> behind(Group group, NodeId from, NodeId to) {
        return facts.position(from, group)
                .flatMap(source -> facts.position(to, group).map(target -> source - target));
    }

    /**
     * Whether it is proven that the node has more than the one that has the data: who was asked later may well be further,
     * unless nothing is written there any more.
     */
    private boolean isAhead(Group group, NodeId from, NodeId to) {
        var role = state.roles().of(group);
        return role.last() != null
                && !to.equals(role.last())
                && behind(group, from, to).filter(behind -> behind < 0).isPresent()
                && (role.at(from).saysInactive() || !at(to).isAfter(at(from)));
    }

    private Instant at(NodeId node) {
        return facts.of(node).orElseThrow().report().at();
    }

    private String shown(long behind, NodeId from, NodeId to) {
        var measured = to + " is " + Math.abs(behind) + " bytes " + (behind < 0 ? "ahead of " : "behind ") + from;
        return measured + remark(from);
    }

    /** The same for both calls: the button has no such member, and says so by its name. */
    private static String replace(NodeId from, NodeId to) {
        return "Save what only " + to + " has, if it is wanted. Then a switchover with \"resync\": true has " + to
                + " take the data of " + from + " in its place, and throws away what only " + to + " has.";
    }

    private static String anew(NodeId from, NodeId to) {
        return replace(from, to) + madeAnew(from, to);
    }

    private static String madeAnew(NodeId from, NodeId to) {
        return " Or attest %s, if the data of %s was made anew from %s.".formatted(RunGates.IN_SYNC, to, from);
    }

    private String remark(NodeId node) {
        var at = facts.of(node).orElseThrow().report().at();
        return facts.isFresh(node)
                ? ""
                : ", by what it said " + Duration.between(at, facts.now()).toSeconds() + " s ago";
    }
}
