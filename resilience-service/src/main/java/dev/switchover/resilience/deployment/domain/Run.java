package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.GateAttested;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.PointOfNoReturnPassed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.RunCancelled;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepAnswered;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepInDoubt;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepSucceeded;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverStarted;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.RunPlan;
import dev.switchover.resilience.plan.domain.Step;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.Undo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one run that goes on: what is still to do, what has been begun, and whether there is a way back.
 *
 * @param todo the steps that follow the current one; those of the way back once it is cancelled
 * @param onWord a person said how far the data had come, for nobody could measure it
 * @param leaves two persons agreed that data may be left behind
 * @param begun in order, for the way back
 * @param back why it is taken back, if it is
 * @param attesters who has said that the old node is cut off
 * @param attestedAt when the last of them did; unknown of words from before that was kept
 * @param open obligations it leaves
 */
record Run(
        int number,
        RunPlan plan,
        SwitchoverKind urgency,
        boolean drill,
        boolean onWord,
        boolean leaves,
        List<Step> todo,
        List<Step> begun,
        int orders,
        @Nullable Current current,
        boolean noReturn,
        @Nullable String back,
        List<String> attesters,
        @Nullable Instant attestedAt,
        List<String> open) {

    Run {
        todo = List.copyOf(todo);
        begun = List.copyOf(begun);
        attesters = List.copyOf(attesters);
        open = List.copyOf(open);
    }

    static Run begin(int number, RunPlan plan, boolean drill, Gates gates) {
        return begin(number, plan, SwitchoverKind.PLANNED, drill, gates, RunGates.isSetAside(gates));
    }

    static Run begin(SwitchoverStarted event) {
        var isWished = event.kind() == SwitchoverKind.EMERGENCY
                ? event.setAside().contains(RunGates.IN_SYNC)
                : RunGates.isSetAside(event.gates());
        return begin(event.run(), event.plan(), event.kind(), event.drill(), event.gates(), isWished);
    }

    private static Run begin(
            int number, RunPlan plan, SwitchoverKind urgency, boolean drill, Gates gates, boolean leaves) {
        return new Run(
                number,
                plan,
                urgency,
                drill,
                RunGates.isOnWord(gates),
                leaves,
                plan.steps(),
                List.of(),
                0,
                null,
                false,
                null,
                List.of(),
                null,
                List.of());
    }

    boolean isBack() {
        return back != null;
    }

    /** What its way back would start again on the node. */
    List<Group> givesBack(NodeId node) {
        return begun.stream()
                .flatMap(step -> step.undo().stream())
                .filter(undo -> undo.startsAt(node))
                .map(Undo::group)
                .distinct()
                .toList();
    }

    boolean isFencing() {
        return current != null && current.step().isFence();
    }

    /** Whether it waits for a person's decision. */
    boolean isStuck() {
        return current != null && current.state() != Current.State.ASKED;
    }

    boolean isStuckAt(NodeId node) {
        return isStuck() && Objects.requireNonNull(current).step().node().equals(node);
    }

    /** Whether an order is under way by which it serves the group no more. */
    boolean isStopping(Group group, NodeId node) {
        if (current == null || isStuck()) {
            return false;
        }
        var step = current.step();
        return step.node().equals(node)
                && step.action() != null
                && !step.starts()
                && (step.isFence() || step.group() == group);
    }

    /** Until it obeys it takes calls beside the new node: whoever is asked to decide knows. */
    boolean isStuckAtDrainOf(NodeId node) {
        return isStuckAt(node) && Objects.requireNonNull(current).step().drains();
    }

    /** Whether the group is started there by what it has ordered or is still to order. */
    boolean starts(Group group, NodeId node) {
        var open = current == null ? Stream.<Step>empty() : Stream.of(current.step());
        return Stream.of(begun.stream(), open, todo.stream())
                .flatMap(steps -> steps)
                .anyMatch(step ->
                        step.starts() && step.group() == group && step.node().equals(node));
    }

    boolean isOpen(int order) {
        return current != null && current.order() == order;
    }

    /** This run after its event; null when that ended it. */
    @Nullable
    Run after(SwitchoverEvent event) {
        return switch (event) {
            case SwitchoverStarted started -> begin(started);
            case StepStarted started -> started(started);
            case StepSucceeded succeeded -> at(null);
            case StepFailed failed -> stuck(failed.order(), failed.step(), Current.State.FAILED);
            case StepInDoubt doubt -> stuck(doubt.order(), doubt.step(), Current.State.IN_DOUBT);
            case StepAnswered answered -> this;
            case PointOfNoReturnPassed passed ->
                new Run(
                        number,
                        plan,
                        urgency,
                        drill,
                        onWord,
                        leaves,
                        todo,
                        begun,
                        orders,
                        current,
                        true,
                        back,
                        attesters,
                        attestedAt,
                        open);
            case RunCancelled cancelled ->
                new Run(
                        number,
                        plan,
                        urgency,
                        drill,
                        onWord,
                        leaves,
                        cancelled.back(),
                        begun,
                        orders,
                        null,
                        noReturn,
                        cancelled.reason(),
                        attesters,
                        attestedAt,
                        open);
            case GateAttested attested ->
                new Run(
                        number,
                        plan,
                        urgency,
                        drill,
                        onWord,
                        leaves,
                        todo,
                        begun,
                        orders,
                        current,
                        noReturn,
                        back,
                        attested.missing() > 0 ? List.of(attested.by()) : with(attesters, attested.by()),
                        attested.at(),
                        open);
            case SwitchoverCompleted completed -> null;
            case SwitchoverAborted aborted -> null;
        };
    }

    Run leaving(String obligation) {
        return owing(with(open, obligation));
    }

    /** What was owed has been met on the way. */
    Run met(String obligation) {
        return owing(open.stream().filter(one -> !one.equals(obligation)).toList());
    }

    private Run owing(List<String> open) {
        return new Run(
                number,
                plan,
                urgency,
                drill,
                onWord,
                leaves,
                todo,
                begun,
                orders,
                current,
                noReturn,
                back,
                attesters,
                attestedAt,
                open);
    }

    private Run started(StepStarted event) {
        var repeated = current != null && current.step().equals(event.step());
        var left = repeated ? todo : todo.subList(1, todo.size());
        return new Run(
                number,
                plan,
                urgency,
                drill,
                onWord,
                leaves,
                left,
                event.back() ? begun : with(begun, event.step()),
                event.order(),
                new Current(event.order(), event.step(), event.epoch(), Current.State.ASKED),
                noReturn,
                back,
                attesters,
                attestedAt,
                open);
    }

    /** A step that was refused before its order was given has been taken from the list all the same. */
    private Run stuck(int order, Step step, Current.State state) {
        if (isOpen(order)) {
            return at(Objects.requireNonNull(current).as(state));
        }
        var left = todo.isEmpty() || !todo.getFirst().equals(step) ? todo : todo.subList(1, todo.size());
        return new Run(
                number,
                plan,
                urgency,
                drill,
                onWord,
                leaves,
                left,
                begun,
                order,
                new Current(order, step, Long.MAX_VALUE, state), // no report proves an order never given
                noReturn,
                back,
                attesters,
                attestedAt,
                open);
    }

    private Run at(@Nullable Current next) {
        return new Run(
                number,
                plan,
                urgency,
                drill,
                onWord,
                leaves,
                todo,
                begun,
                orders,
                next,
                noReturn,
                back,
                attesters,
                attestedAt,
                open);
    }

    private static <T> List<T> with(List<T> list, T more) {
        return list.contains(more)
                ? list
                : Stream.concat(list.stream(), Stream.of(more)).toList();
    }
}
