package dev.switchover.resilience.plan.domain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ordered steps of a run, fixed when it starts.
 *
 * @param from the node that gives its services up; where some are only started, who is not known to have stopped them
 * @param to the node that takes them
 */
public record RunPlan(
        RunKind kind, @Nullable NodeId from, @Nullable NodeId to, List<Step> steps) {

    public RunPlan {
        steps = List.copyOf(steps);
    }

    /**
     * The same, but if it is taken back all is as it was.
     *
     * @param served what the old node serves when the run starts: it gets nothing else again
     * @param owned what the new node owns by then: that stays there
     */
    public RunPlan givingBack(Collection<Group> served, Collection<Group> owned) {
        return new RunPlan(
                kind,
                from,
                to,
                steps.stream()
                        .map(step -> step.undoneBy(undo -> !owned.contains(undo.group())
                                && (!undo.startsAt(from) || served.contains(undo.group()))))
                        .toList());
    }

    /** Whether the data is brought over before it starts. */
    @JsonIgnore
    public boolean isResynced() {
        return steps.stream().anyMatch(step -> step.action() == NodeAction.RESYNC_DATA);
    }
}
