package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentChanged;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentDefined;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentRetired;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.EdgeRedirected;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.FollowerSwitched;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.MdsRegistered;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.NodeFenced;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.NodeReported;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationMet;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationOpened;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleDrained;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleGranted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleReleased;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartRequested;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStarted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopRequested;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopped;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.SplitBrainSuspected;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.SwitchoverAnnounced;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a deployment stands: no more than its decisions need to know.
 *
 * @param adrift a switchover ended on the way, and none has come to its end since, nor has the service been started again
 */
record DeploymentState(
        Definition definition,
        Roles roles,
        Followers followers,
        List<Obligation> obligations,
        int runs,
        @Nullable Run run,
        boolean adrift) {

    DeploymentState {
        obligations = List.copyOf(obligations);
    }

    static DeploymentState defined(Definition definition) {
        return new DeploymentState(definition, Roles.of(definition), Followers.NONE, List.of(), 0, null, false);
    }

    /** The node that owns the group which tells the active side. */
    Optional<NodeId> active() {
        return Optional.ofNullable(roles.of(definition.primary()).owner());
    }

    long activeEpoch() {
        return roles.of(definition.primary()).issued();
    }

    Optional<Obligation> obligation(String id) {
        return obligations.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    DeploymentState after(DeploymentEvent event) {
        return switch (event) {
            case DeploymentDefined defined -> defined(defined.definition());
            case DeploymentChanged changed -> with(changed.definition());
            case DeploymentRetired retired -> this;
            case RoleGranted granted -> granted(granted);
            case RoleDrained(var id, var group, var node, var epoch) -> with(roles.drained(group, node, epoch));
            case RoleReleased(var id, var group, var node, var epoch) -> with(roles.released(group, node, epoch));
            case ServicesStartRequested requested ->
                with(roles.joinedOn(requested.gates(), requested.plan()))
                        .with(requested.run(), requested.plan(), requested.gates());
            case ServicesStopRequested requested -> with(requested.run(), requested.plan(), requested.gates());
            case ServicesStarted ended -> with((Run) null).mended();
            case ServicesStartFailed ended -> with((Run) null);
            case ServicesStopped ended -> with((Run) null);
            case ServicesStopFailed ended -> with((Run) null);
            case NodeReported reported -> heard(reported);
            case NodeFenced fenced -> with(roles.after(fenced));
            case FollowerSwitched switched -> with(followers.switched(switched.side()));
            case MdsRegistered(var id, var mds, var node, var epoch) -> with(followers.registered(mds, node, epoch));
            case EdgeRedirected redirected -> with(followers.redirected(redirected.node()));
            case ObligationOpened opened -> opened(opened.obligation());
            case ObligationMet met -> met(met);
            case SwitchoverAnnounced announced -> this;
            case SplitBrainSuspected suspected -> this;
        };
    }

    DeploymentState after(SwitchoverEvent event) {
        var runs = Math.max(this.runs, event.run());
        var known = roles.after(event);
        var next = event instanceof SwitchoverEvent.SwitchoverStarted started
                ? Run.begin(started)
                : run == null ? null : run.after(event);
        return new DeploymentState(definition, known, followers, obligations, runs, next, isAdriftAfter(event));
    }

    private boolean isAdriftAfter(SwitchoverEvent event) {
        return switch (event) {
            case SwitchoverEvent.SwitchoverCompleted completed -> false;
            case SwitchoverEvent.SwitchoverAborted aborted -> adrift || !aborted.restored();
            default -> adrift;
        };
    }

    private DeploymentState heard(NodeReported event) {
        if (definition.isNode(event.node())) {
            return with(roles.after(event));
        }
        return event.groups().stream()
                .filter(said -> said.group() == Group.SERVICES)
                .findFirst()
                .map(said -> with(followers.said(event.node(), said)))
                .orElse(this);
    }

    private DeploymentState opened(Obligation obligation) {
        var all = without(obligation.id());
        all.add(obligation);
        var leaving = run == null ? null : run.leaving(obligation.id());
        return new DeploymentState(definition, roles, followers.owing(obligation.id()), all, runs, leaving, adrift);
    }

    private DeploymentState granted(RoleGranted event) {
        var moved = with(roles.granted(event.group(), event.node(), event.epoch()));
        return event.group() == definition.primary() ? moved.with(followers.ofBefore()) : moved;
    }

    private DeploymentState met(ObligationMet event) {
        var leaving = run == null ? null : run.met(event.obligation());
        var left =
                new DeploymentState(definition, roles, followers, without(event.obligation()), runs, leaving, adrift);
        return event.by() == null ? left : left.with(followers.proven(event.obligation()));
    }

    private List<Obligation> without(String id) {
        return new ArrayList<>(
                obligations.stream().filter(one -> !one.id().equals(id)).toList());
    }

    private DeploymentState with(Definition other) {
        return new DeploymentState(other, roles.among(other), followers.among(other), obligations, runs, run, adrift);
    }

    DeploymentState with(Roles others) {
        return new DeploymentState(definition, others, followers, obligations, runs, run, adrift);
    }

    private DeploymentState with(Followers others) {
        return new DeploymentState(definition, roles, others, obligations, runs, run, adrift);
    }

    private DeploymentState with(@Nullable Run other) {
        return new DeploymentState(definition, roles, followers, obligations, runs, other, adrift);
    }

    private DeploymentState mended() {
        return new DeploymentState(definition, roles, followers, obligations, runs, run, false);
    }

    private DeploymentState with(int number, RunPlan plan, Gates gates) {
        var begun = Run.begin(number, plan, definition.drill(), gates);
        return new DeploymentState(definition, roles, followers, obligations, number, begun, adrift);
    }
}
