package dev.switchover.resilience.integration;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Direction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Kind;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.ManualAction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Outcome;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunInTrouble;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunWaits;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Turn;
import dev.switchover.resilience.deployment.domain.RunId;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent;
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
import dev.switchover.resilience.deployment.domain.Way;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.RunPlan;
import dev.switchover.resilience.plan.domain.Step;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What others may know of a run; empty for what stays inside. */
record SwitchoverNotices(Definition definition, Instant at) {

    List<ResilienceNotice> of(SwitchoverEvent event) {
        return switch (event) {
            case SwitchoverStarted it -> List.of(started(it));
            case SwitchoverCompleted it -> List.of(completed(it));
            case SwitchoverAborted it ->
                List.of(
                        trouble(
                                event,
                                it.plan().kind().name(),
                                it.restored() ? Outcome.ABORTED : Outcome.FAILED,
                                it.reason()),
                        aborted(it));
            case StepInDoubt it -> waits(event, it.step(), Outcome.IN_DOUBT, it.reason(), it.ways());
            case StepFailed it -> waits(event, it.step(), Outcome.FAILED, it.reason(), it.ways());
            case StepStarted it -> List.of();
            case StepSucceeded it -> List.of();
            case StepAnswered it -> List.of();
            case PointOfNoReturnPassed it -> List.of();
            case RunCancelled it -> List.of();
            case GateAttested it -> attested(it);
        };
    }

    /** The one name all users enter to reach the side of a node; null where some go on with the one they have. */
    static @Nullable String goTo(Definition definition, NodeId side) {
        return definition.edge() != null
                ? null
                : definition.ccOf(side).map(Definition.CcNode::fqdn).orElse(null);
    }

    /** The same as is shown while that node is active. */
    static List<ManualAction> manualActions(Definition definition, NodeId side) {
        return definition.manualActions(side).stream()
                .map(one -> new ManualAction(one.who(), one.action(), one.fqdn()))
                .toList();
    }

    /** The last word that was needed is told with what came of it. */
    private List<ResilienceNotice> attested(GateAttested event) {
        var node = event.node();
        return node == null || event.missing() == 0
                ? List.of()
                : List.of(new ResilienceNotice.EmergencyAttested(
                        event.deploymentId().toString(),
                        at,
                        node.value(),
                        event.evidence(),
                        List.of(event.by()),
                        event.missing(),
                        definition.drill()));
    }

    private ResilienceNotice started(SwitchoverStarted event) {
        var key = event.deploymentId().toString();
        var kind = Kind.valueOf(event.kind().name());
        var turn = turn(event, event.plan(), event.drill());
        var operators = definition.operators();
        return event.plan().kind() == RunKind.FAILBACK
                ? new ResilienceNotice.FailbackStarted(key, at, definition.party(), operators, kind, turn)
                : new ResilienceNotice.FailoverStarted(key, at, definition.party(), operators, kind, turn);
    }

    private ResilienceNotice completed(SwitchoverCompleted event) {
        var key = event.deploymentId().toString();
        var turn = turn(event, event.plan(), event.drill());
        var operators = definition.operators();
        return event.plan().kind() == RunKind.FAILBACK
                ? new ResilienceNotice.FailbackCompleted(key, at, definition.party(), operators, turn, event.open())
                : new ResilienceNotice.FailoverCompleted(key, at, definition.party(), operators, turn, event.open());
    }

    private ResilienceNotice aborted(SwitchoverAborted event) {
        var kind = event.kind();
        var next = event.followedBy();
        return new ResilienceNotice.SwitchoverAborted(
                event.deploymentId().toString(),
                at,
                definition.party(),
                definition.operators(),
                Direction.valueOf(event.plan().kind().name()),
                kind == null ? null : Kind.valueOf(kind.name()),
                event.restored() && event.side() != null
                        ? turn(event, event.plan(), event.drill(), event.side())
                        : nowhere(event),
                event.restored(),
                next == null ? null : new RunId(event.deploymentId(), next).operation());
    }

    private Turn turn(SwitchoverEvent event, RunPlan plan, boolean drill) {
        return turn(event, plan, drill, plan.to());
    }

    /** @param side that people are on in the end */
    private Turn turn(SwitchoverEvent event, RunPlan plan, boolean drill, @Nullable NodeId side) {
        var there = Objects.requireNonNull(side);
        return new Turn(
                operation(event),
                Objects.requireNonNull(plan.from()).value(),
                Objects.requireNonNull(plan.to()).value(),
                goTo(definition, there),
                definition.edge() != null,
                drill,
                manualActions(definition, there));
    }

    /** Not all was taken back, or no side was active before: which side people are on is not said. */
    private static Turn nowhere(SwitchoverAborted event) {
        return new Turn(
                operation(event),
                Objects.requireNonNull(event.plan().from()).value(),
                Objects.requireNonNull(event.plan().to()).value(),
                null,
                false,
                event.drill(),
                List.of());
    }

    /** A run that ends with the step is told of by its end. */
    private List<ResilienceNotice> waits(
            SwitchoverEvent event, Step step, Outcome outcome, String detail, List<Way> ways) {
        return ways.isEmpty()
                ? List.of()
                : List.of(new RunWaits(
                        event.deploymentId().toString(),
                        at,
                        definition.operators(),
                        operation(event),
                        step.id(),
                        step.node().value(),
                        outcome,
                        detail,
                        ways.stream()
                                .map(way -> ResilienceNotice.Way.valueOf(way.name()))
                                .toList(),
                        definition.drill()));
    }

    private ResilienceNotice trouble(SwitchoverEvent event, String kind, Outcome outcome, String detail) {
        return new RunInTrouble(
                event.deploymentId().toString(),
                at,
                definition.operators(),
                operation(event),
                kind,
                outcome,
                detail,
                definition.drill());
    }

    private static String operation(SwitchoverEvent event) {
        return new RunId(event.deploymentId(), event.run()).operation();
    }
}
