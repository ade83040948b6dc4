package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A node that keeps the protocol: it writes the epoch down before it acts, refuses lower ones, carries out one order per
 * group after the other, and shows the epoch of the last that has ended. What it is ordered takes as long as one likes.
 */
final class PaperNode {

    /** An order that is carried out. */
    private record Work(Step step, long epoch, boolean takenBack) {}

    NodeId id;
    private final Map<Group, ReportedState> states = new EnumMap<>(Group.class);
    private final Map<Group, Long> given = new EnumMap<>(Group.class);
    private final Map<Group, Long> ended = new EnumMap<>(Group.class);
    private final Map<Group, Work> running = new EnumMap<>(Group.class);
    private final Map<Group, Deque<Work>> waiting = new EnumMap<>(Group.class);
    private long fenced;
    long position = 1000;

    /** Whether it says how far its data is while it serves, and when it has stopped. */
    boolean tellsPosition = true;

    boolean tellsWhereItEnded = true;

    /** What {@code resync-data} does to the data of the node. */
    Runnable resync = () -> {};

    /** What it has tried out about itself. */
    List<Check> checks = List.of();

    private boolean off;

    PaperNode(NodeId id, List<Group> groups, ReportedState state) {
        this.id = id;
        groups.forEach(group -> {
            states.put(group, state);
            given.put(group, 0L);
            ended.put(group, 0L);
            waiting.put(group, new ArrayDeque<>());
        });
    }

    /** At once, if nothing else is at work. False if it refuses; a node without power does nothing. */
    boolean obey(Step step, long epoch) {
        if (!begin(step, epoch)) {
            return false;
        }
        var work = running.get(step.group());
        if (work != null && work.epoch() == epoch) {
            end(step.group());
        }
        return true;
    }

    /** It sets about it, or waits for what is at work; only a fence waits for nothing. */
    boolean begin(Step step, long epoch) {
        if (off) {
            return false;
        }
        var about = step.isFence() ? List.copyOf(states.keySet()) : List.of(step.group());
        if (about.stream().anyMatch(group -> given.getOrDefault(group, 0L) > epoch)) {
            return false;
        }
        about.forEach(group -> given.put(group, epoch));
        if (step.isFence()) {
            fenced = epoch;
            about.forEach(group -> fence(group, epoch));
        } else {
            waiting.computeIfAbsent(step.group(), group -> new ArrayDeque<>()).add(new Work(step, epoch, false));
            next(step.group());
        }
        return true;
    }

    private void fence(Group group, long epoch) {
        states.put(group, ReportedState.INACTIVE);
        var work = running.get(group);
        if (work == null || !work.step().starts()) {
            ended.put(group, epoch);
        }
    }

    private void next(Group group) {
        var queue = waiting.getOrDefault(group, new ArrayDeque<>());
        while (!running.containsKey(group) && !queue.isEmpty()) {
            var work = queue.remove();
            if (work.epoch() >= given.getOrDefault(group, 0L)) {
                running.put(group, work);
            }
        }
    }

    /** What is at work on the group has been done; a start that a fence did not wait for is taken back next. */
    void end(Group group) {
        var work = running.remove(group);
        if (work == null) {
            return;
        }
        var isOvertaken = fenced > work.epoch();
        if (isOvertaken && work.step().starts() && !work.takenBack()) {
            states.put(group, ReportedState.ACTIVE);
            running.put(group, new Work(work.step(), work.epoch(), true));
            return;
        }
        if (isOvertaken) {
            states.put(group, ReportedState.INACTIVE);
        } else if (!work.step().wanted().isEmpty()) {
            states.put(group, work.step().wanted().getFirst());
        } else if (work.step().action() == NodeAction.RESYNC_DATA) {
            resync.run();
        }
        ended.put(group, isOvertaken ? fenced : work.epoch());
        next(group);
    }

    /** What it was given before it belonged to this deployment. */
    void remember(long epoch) {
        given.replaceAll((group, before) -> epoch);
        ended.replaceAll((group, before) -> epoch);
    }

    /** Another machine takes its place: it serves nothing, and was never ordered anything. */
    void replace() {
        powerOff();
        powerOn();
        remember(0);
        fenced = 0;
    }

    boolean isAtWork(Group group) {
        return running.containsKey(group);
    }

    void powerOff() {
        off = true;
        states.replaceAll((group, state) -> ReportedState.INACTIVE);
        running.clear();
        waiting.values().forEach(Deque::clear);
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
        var groups = states.entrySet().stream()
                .map(entry -> new GroupReport(
                        entry.getKey(),
                        entry.getValue(),
                        ended.getOrDefault(entry.getKey(), 0L),
                        tells(entry.getValue()) ? position : null,
                        null))
                .toList();
        return new NodeReport(at, groups, List.of(), checks, null, null);
    }

    private boolean tells(ReportedState state) {
        return state == ReportedState.INACTIVE ? tellsPosition && tellsWhereItEnded : tellsPosition;
    }
}
