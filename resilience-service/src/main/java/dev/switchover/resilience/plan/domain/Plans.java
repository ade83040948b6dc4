package dev.switchover.resilience.plan.domain;

import static dev.switchover.resilience.node.domain.Group.DATA;
import static dev.switchover.resilience.node.domain.Group.MANAGEMENT;
import static dev.switchover.resilience.node.domain.Group.SERVICES;
import static dev.switchover.resilience.node.domain.Group.TELEPHONY;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In which order services move. A node starts data, then management, then telephony, and stops the other way round; data
 * and management start only where the other node's are stopped.
 */
public final class Plans {

    private final Definition definition;
    private final Steps steps;

    public Plans(Definition definition) {
        this.definition = definition;
        this.steps = new Steps(definition);
    }

    /**
     * The button: these groups of a node, in order of their dependencies.
     *
     * @param from whom they are taken from, where that is not known to have stopped
     * @param served those of them that it serves by then, and does again if they are not taken after all
     */
    public RunPlan start(NodeId node, Collection<Group> groups, @Nullable NodeId from, Collection<Group> served) {
        var plan = new ArrayList<Step>();
        definition.groups().stream()
                .filter(groups::contains)
                .flatMap(group -> from != null && served.contains(group)
                        ? relieving(from, group, node)
                        : Stream.of(steps.start(group, node, Steps.stopAgain(group, node))))
                .forEach(plan::add);
        plan.add(steps.follow(node));
        return new RunPlan(RunKind.START_SERVICES, from, node, plan);
    }

    /** Who is asked by hand is asked to take no new calls; the watch sees to all others. */
    private Stream<Step> relieving(NodeId from, Group group, NodeId node) {
        var again = Steps.startAgain(group, from);
        var start = steps.start(group, node, again, Steps.stopAgain(group, node));
        return group == TELEPHONY && definition.isByHand(from)
                ? Stream.of(start, steps.drain(from, again))
                : Stream.of(start);
    }

    public RunPlan stop(NodeId node, StopMode mode) {
        return new RunPlan(RunKind.STOP_SERVICES, node, null, stopAll(node, mode));
    }

    /**
     * A guided change of sides.
     *
     * @param resync the data is brought to the new node before anything stops; the calls of an emergency come first
     */
    public RunPlan switchover(RunKind kind, SwitchoverKind urgency, SwitchoverOrder order, boolean resync) {
        var failover = kind == RunKind.FAILOVER;
        var from = failover ? definition.main().id() : definition.standby().id();
        var to = definition.other(from);
        var plan = urgency == SwitchoverKind.EMERGENCY
                ? emergency(from, to, resync)
                : definition.isSingle() ? single(from, to) : groups(from, to, failover, order);
        return new RunPlan(kind, from, to, resync && urgency == SwitchoverKind.PLANNED ? resynced(to, plan) : plan);
    }

    /** The steps that take the given ones back, last first; none twice. */
    public List<Step> undoing(List<Step> started) {
        return started.reversed().stream()
                .flatMap(step -> step.undo().stream())
                .distinct()
                .map(steps::takingBack)
                .toList();
    }

    private List<Step> resynced(NodeId to, List<Step> plan) {
        return Stream.concat(Stream.of(steps.resync(to)), plan.stream()).toList();
    }

    private List<Step> groups(NodeId from, NodeId to, boolean failover, SwitchoverOrder order) {
        if (order == SwitchoverOrder.LOSSLESS) {
            return lossless(from, to);
        }
        var plan = new ArrayList<Step>();
        if (failover && definition.has(TELEPHONY)) {
            plan.add(steps.start(TELEPHONY, to, Steps.startAgain(TELEPHONY, from), Steps.stopAgain(TELEPHONY, to)));
        }
        plan.addAll(stopAll(from, StopMode.DRAIN));
        plan.addAll(takeOver(from, to));
        if (!failover && definition.has(TELEPHONY)) {
            plan.add(steps.start(TELEPHONY, to));
        }
        plan.add(steps.follow(to));
        return plan;
    }

    /** New calls go to the new node before the old one loses anything; it stops when its calls have ended. */
    private List<Step> lossless(NodeId from, NodeId to) {
        var plan = new ArrayList<Step>();
        if (definition.has(TELEPHONY)) {
            plan.add(steps.start(TELEPHONY, to, Steps.startAgain(TELEPHONY, from), Steps.stopAgain(TELEPHONY, to)));
            plan.add(steps.drain(from, Steps.startAgain(TELEPHONY, from)));
        }
        plan.addAll(withdraw(from));
        plan.addAll(takeOver(from, to));
        plan.add(steps.follow(to));
        if (definition.has(TELEPHONY)) {
            plan.add(steps.stop(TELEPHONY, from, definition.drain(), Steps.startAgain(TELEPHONY, from)));
        }
        return plan;
    }

    private List<Step> withdraw(NodeId from) {
        var plan = new ArrayList<Step>();
        for (var group : List.of(MANAGEMENT, DATA)) {
            if (definition.has(group)) {
                plan.add(steps.stop(group, from, Duration.ZERO, Steps.startAgain(group, from)));
            }
        }
        return plan;
    }

    private List<Step> takeOver(NodeId from, NodeId to) {
        var plan = new ArrayList<Step>();
        if (definition.has(DATA)) {
            plan.add(Steps.lastWayBack(steps.start(DATA, to, Steps.stopAgain(DATA, to), Steps.startAgain(DATA, from))));
        }
        if (definition.has(MANAGEMENT)) {
            plan.add(steps.start(MANAGEMENT, to, Steps.stopAgain(MANAGEMENT, to), Steps.startAgain(MANAGEMENT, from)));
        }
        return plan;
    }

    private List<Step> stopAll(NodeId node, StopMode mode) {
        var plan = new ArrayList<Step>();
        var patience = mode == StopMode.DRAIN ? definition.drain() : Duration.ZERO;
        if (definition.has(TELEPHONY)) {
            if (mode == StopMode.DRAIN) {
                plan.add(steps.drain(node, Steps.startAgain(TELEPHONY, node)));
            }
            plan.add(steps.stop(TELEPHONY, node, patience, Steps.startAgain(TELEPHONY, node)));
        }
        plan.addAll(withdraw(node));
        if (definition.isSingle()) {
            plan.add(steps.stop(SERVICES, node, Duration.ZERO, Steps.startAgain(SERVICES, node)));
        }
        return plan;
    }

    /** Where one group holds everything, it stops on the old node before it starts on the new, if it holds data. */
    private List<Step> single(NodeId from, NodeId to) {
        var stop = steps.stop(SERVICES, from, Duration.ZERO, Steps.startAgain(SERVICES, from));
        var start = steps.start(SERVICES, to, Steps.stopAgain(SERVICES, to), Steps.startAgain(SERVICES, from));
        return definition.holdsData()
                ? List.of(stop, Steps.lastWayBack(start), steps.follow(to))
                : List.of(
                        steps.start(SERVICES, to, Steps.startAgain(SERVICES, from), Steps.stopAgain(SERVICES, to)),
                        steps.follow(to),
                        stop);
    }

    /**
     * The old node cannot be asked: calls first, then proof that it is cut off, then the rest. Where there are no calls to
     * begin with, what is cut off is given up.
     */
    private List<Step> emergency(NodeId from, NodeId to, boolean resync) {
        var plan = new ArrayList<Step>();
        if (definition.has(TELEPHONY)) {
            plan.add(Steps.lastWayBack(steps.start(TELEPHONY, to, Steps.stopAgain(TELEPHONY, to))));
        }
        if (resync) {
            plan.add(steps.resync(to));
        }
        if (definition.has(TELEPHONY)) {
            plan.add(steps.fence(from));
        } else {
            var again = definition.groups().stream().map(group -> Steps.startAgain(group, from));
            plan.add(Steps.lastWayBack(steps.fence(from, again.toArray(Undo[]::new))));
        }
        definition.groups().stream()
                .filter(group -> group != TELEPHONY)
                .forEach(group -> plan.add(Steps.lastWayBack(steps.start(group, to, Steps.stopAgain(group, to)))));
        plan.add(steps.follow(to));
        return plan;
    }
}
