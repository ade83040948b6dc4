package dev.switchover.resilience.plan.domain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One order to one node, and what would take it back.
 *
 * @param action null: nothing is asked of the node, but its followers (CC, MDSs, Edge) are waited for
 * @param undo what a cancellation does for this step, in order
 * @param noReturn after this step there is no way back
 * @param limit after this time without proof the step is in doubt
 * @param patience how long running calls are waited for before the order is given; part of the limit
 */
public record Step(
        String id,
        @Nullable NodeAction action,
        NodeId node,
        Group group,
        List<Undo> undo,
        boolean noReturn,
        Duration limit,
        Duration patience) {

    public Step {
        undo = List.copyOf(undo);
    }

    /** With those of its ways back alone. */
    Step undoneBy(Predicate<Undo> kept) {
        return new Step(id, action, node, group, undo.stream().filter(kept).toList(), noReturn, limit, patience);
    }

    /** Whether the order makes the group serve. */
    @JsonIgnore
    public boolean starts() {
        return action != null
                && switch (action) {
                    case PROMOTE_DATA, START_MANAGEMENT, START_TELEPHONY, START_SERVICES -> true;
                    default -> false;
                };
    }

    @JsonIgnore
    public boolean drains() {
        return action == NodeAction.DRAIN_TELEPHONY;
    }

    /** Whether the order is about every group of the node. */
    @JsonIgnore
    public boolean isFence() {
        return action == NodeAction.FENCE;
    }

    @JsonIgnore
    public boolean waitsForFollowers() {
        return action == null;
    }

    /** The states that prove the step; empty if only the node's answer can. */
    @JsonIgnore
    public List<ReportedState> wanted() {
        if (action == null || action == NodeAction.RESYNC_DATA) {
            return List.of();
        }
        if (starts()) {
            return List.of(ReportedState.ACTIVE);
        }
        return drains() ? List.of(ReportedState.DRAINING, ReportedState.INACTIVE) : List.of(ReportedState.INACTIVE);
    }

    /** What in the node's own report proves that it obeyed this order, and not an earlier one. */
    public boolean isProvenBy(NodeReport report, long epoch) {
        if (wanted().isEmpty()) {
            return false;
        }
        return isFence()
                ? !report.groups().isEmpty() && report.groups().stream().allMatch(said -> shows(said, epoch))
                : report.of(group).filter(said -> shows(said, epoch)).isPresent();
    }

    private boolean shows(GroupReport said, long epoch) {
        return said.epoch() >= epoch && wanted().contains(said.state());
    }

    /** The node's word against the step, if it has said one. */
    public Optional<GroupReport> failedBy(NodeReport report, long epoch) {
        return report.of(group).filter(said -> said.epoch() >= epoch && said.state() == ReportedState.FAILED);
    }
}
