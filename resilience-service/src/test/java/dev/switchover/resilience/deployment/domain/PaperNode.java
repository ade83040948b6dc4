package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A node that keeps the protocol: it writes the epoch down before it acts, and refuses lower ones. */
final class PaperNode {

    final NodeId id;
    private final Map<Group, ReportedState> states = new EnumMap<>(Group.class);
    private final Map<Group, Long> epochs = new EnumMap<>(Group.class);
    long position = 1000;
    private boolean off;

    PaperNode(NodeId id, List<Group> groups, ReportedState state) {
        this.id = id;
        groups.forEach(group -> {
            states.put(group, state);
            epochs.put(group, 0L);
        });
    }

    /** False if it refuses; a node without power does nothing. */
    boolean obey(Step step, long epoch) {
        if (off) {
            return false;
        }
        var groups = step.isFence() ? new ArrayList<>(states.keySet()) : List.of(step.group());
        if (groups.stream().anyMatch(group -> epochs.getOrDefault(group, 0L) > epoch)) {
            return false;
        }
        groups.forEach(group -> {
            epochs.put(group, epoch);
            if (!step.wanted().isEmpty()) {
                states.put(group, step.wanted().getFirst());
            }
        });
        return true;
    }

    void powerOff() {
        off = true;
        states.replaceAll((group, state) -> ReportedState.INACTIVE);
    }

    /** The boot guard keeps it inactive. */
    void powerOn() {
        off = false;
    }

    boolean isOff() {
        return off;
    }

    void say(Group group, ReportedState state) {
        states.put(group, state);
    }

    ReportedState state(Group group) {
        return states.getOrDefault(group, ReportedState.INACTIVE);
    }

    NodeReport report(Instant at) {
        return new NodeReport(
                at,
                states.entrySet().stream()
                        .map(entry -> new GroupReport(
                                entry.getKey(),
                                entry.getValue(),
                                epochs.getOrDefault(entry.getKey(), 0L),
                                position,
                                null))
                        .toList());
    }
}
