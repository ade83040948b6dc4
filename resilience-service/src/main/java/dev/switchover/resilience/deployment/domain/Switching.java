package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.AnnounceSwitchover;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.StartSwitchover;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Plans;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.RunPlan;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether a switchover makes sense at all, and what it would do. */
final class Switching {

    private static final Duration FARTHEST = Duration.ofDays(366);

    private Switching() {}

    static void check(DeploymentState state, StartSwitchover command) {
        var definition = state.definition();
        if (command.drill() && !definition.drill()) {
            throw Rejection.invalid("not-a-drill-deployment", "People depend on this deployment.")
                    .at("drill", "false", true, "Drill on a deployment defined with drill true.");
        }
        if (command.order() == SwitchoverOrder.DOCUMENT
                && command.direction() == RunKind.FAILOVER
                && definition.isSingle()
                && definition.holdsData()) {
            throw Rejection.invalid(
                            "order-not-safe", "Both nodes would write at once: one group holds data and all the rest.")
                    .at("order", "LOSSLESS", command.order(), "Use LOSSLESS, which stops the old node first.");
        }
        var to = Objects.requireNonNull(plan(state, command).to());
        var isToBeCutOff =
                command.kind() == SwitchoverKind.EMERGENCY && state.roles().mayServeUnowned(definition.other(to));
        if (!isToBeCutOff) {
            unlessNeeded(state, to);
        }
    }

    /** Whether people are told of what can be: in a time they remember, the way it can go. */
    static void check(DeploymentState state, AnnounceSwitchover command) {
        if (!command.when().isAfter(command.now())) {
            throw Rejection.invalid("time-not-ahead", "A switchover is announced for a time to come.")
                    .at("when", "after now", command.when(), "Give a time after " + command.now() + ".");
        }
        var latest = command.now().plus(FARTHEST);
        if (command.when().isAfter(latest)) {
            throw Rejection.invalid("time-too-far", "A switchover is announced a year ahead at most.")
                    .at("when", "within a year", command.when(), "Give a time before " + latest + ".");
        }
        var main = state.definition().main().id();
        unlessNeeded(
                state,
                command.direction() == RunKind.FAILBACK
                        ? main
                        : state.definition().other(main));
    }

    private static void unlessNeeded(DeploymentState state, NodeId to) {
        if (state.run() == null && state.roles().all().stream().allMatch(role -> to.equals(role.owner()))) {
            throw Rejection.conflict("switchover-not-needed", "Node " + to + " owns every group already.")
                    .remedy("Read the deployment" + left(state, to) + ". For the other way use the other direction.");
        }
    }

    private static String left(DeploymentState state, NodeId to) {
        var other = state.definition().other(to);
        return state.obligation(Obligation.stop(other, "").id())
                .map(owed -> "; " + owed.id() + " is still owed: Stop services on " + other)
                .orElse("");
    }

    static Preview preview(DeploymentState state, StartSwitchover command, Facts facts) {
        check(state, command);
        var plan = plan(state, command);
        var from = Objects.requireNonNull(plan.from());
        var to = Objects.requireNonNull(plan.to());
        var gates = new RunGates(state, facts);
        var overriding = RunGates.overriding(gates(gates, command, from, to), command.overridden());
        return new Preview(
                plan, overriding, new DataGate(state, facts).ownData(from, to).orElse(null));
    }

    private static Gates gates(RunGates gates, StartSwitchover command, NodeId from, NodeId to) {
        return command.kind() == SwitchoverKind.EMERGENCY
                ? gates.beforeEmergency(command, from, to)
                : gates.beforeSwitchover(from, to, command.resync());
    }

    private static RunPlan plan(DeploymentState state, StartSwitchover command) {
        var plan = new Plans(state.definition())
                .switchover(command.direction(), command.kind(), command.order(), command.resync());
        var from = Objects.requireNonNull(plan.from());
        var run = state.run();
        var before = run == null || run.noReturn() ? List.<Group>of() : run.givesBack(from);
        return plan.givingBack(
                Stream.concat(state.roles().servedBy(from).stream(), before.stream())
                        .toList(),
                state.roles().ownedBy(Objects.requireNonNull(plan.to())));
    }
}
