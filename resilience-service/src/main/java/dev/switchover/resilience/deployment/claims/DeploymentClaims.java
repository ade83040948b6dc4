package dev.switchover.resilience.deployment.claims;

import dev.switchover.resilience.deployment.domain.DeploymentEvent;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentChanged;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentDefined;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentRetired;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.EdgeRedirected;
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
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.Obligation;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.RunCancelled;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepInDoubt;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverStarted;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.Step;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes definitions, roles and what people said of nodes, in the transaction of the event. */
@Singleton
@ProcessingGroup("deployment-claims")
public class DeploymentClaims {

    private final DefinitionTable definitions;
    private final RoleTable roles;
    private final ReportTable reports;
    private final WatchTable watch;
    private final FollowerTable followers;
    private final RepeatedOrderTable repeatedOrders;
    private final Bell bell;

    DeploymentClaims(
            DefinitionTable definitions,
            RoleTable roles,
            ReportTable reports,
            WatchTable watch,
            FollowerTable followers,
            RepeatedOrderTable repeatedOrders,
            Bell bell) {
        this.definitions = definitions;
        this.roles = roles;
        this.reports = reports;
        this.watch = watch;
        this.followers = followers;
        this.repeatedOrders = repeatedOrders;
        this.bell = bell;
    }

    @EventHandler
    void on(DeploymentEvent event, @Timestamp Instant at) {
        switch (event) {
            case DeploymentDefined(var id, var definition) -> define(id, definition, at);
            case DeploymentChanged(var id, var definition) -> {
                define(id, definition, at);
                reports.untold(id, definition.main().id()); // of a name that comes back it was forgotten
                reports.untold(id, definition.standby().id());
            }
            case DeploymentRetired(var id, var reason, var by) -> {
                definitions.retire(id, reason, by, at);
                roles.drop(id);
                watch.drop(id);
                repeatedOrders.drop(id);
            }
            case RoleGranted it -> {
                move(it.deploymentId(), it.group(), it.node(), "OWNER", it.epoch(), at);
                seeFollowersAnew(it);
                watch.hurry(it.deploymentId(), at);
            }
            case RoleDrained it -> move(it.deploymentId(), it.group(), it.node(), "DRAINING", it.epoch(), at);
            case RoleReleased it -> move(it.deploymentId(), it.group(), it.node(), "NONE", it.epoch(), at);
            case NodeFenced fenced ->
                reports.untold(fenced.deploymentId(), fenced.node()); // whatever it says now is news
            case NodeReported(var id, var node, var groups, var byPerson, var saidAt) -> {
                reports.told(id, node, groups);
                if (byPerson) {
                    reports.said(id, node, groups, at);
                }
            }
            case MdsRegistered(var id, var mds, var node, var epoch) -> followers.put(id, "mds-" + mds, node, epoch);
            case EdgeRedirected(var id, var node, var epoch) -> followers.put(id, "edge", node, epoch);
            case ObligationMet(var id, var obligation, var evidence, var by)
            when Obligation.isStop(obligation) -> hearAnewWhetherItServes(id, Obligation.stopped(obligation));
            case ObligationOpened opened ->
                followers.doubt(opened.deploymentId(), opened.obligation().id());
            case ServicesStartRequested asked ->
                definitions.begin(asked.deploymentId(), asked.plan().kind());
            case ServicesStopRequested asked ->
                definitions.begin(asked.deploymentId(), asked.plan().kind());
            case ServicesStarted started -> end(started.deploymentId(), started.run());
            case ServicesStopped(var id, var run, var node) -> end(id, run);
            case ServicesStartFailed failed -> end(failed.deploymentId(), failed.run());
            case ServicesStopFailed failed -> end(failed.deploymentId(), failed.run());
            default -> {} // nothing that a decision over rows depends on
        }
    }

    @EventHandler
    void on(SwitchoverEvent event) {
        switch (event) {
            case SwitchoverStarted started ->
                definitions.begin(event.deploymentId(), started.plan().kind());
            case StepStarted started -> order(started);
            case StepFailed failed -> waitAt(event.deploymentId(), failed.step());
            case StepInDoubt doubt -> waitAt(event.deploymentId(), doubt.step());
            case RunCancelled cancelled -> {
                definitions.open(event.deploymentId(), event.run(), null);
                definitions.turnBack(event.deploymentId());
            }
            case SwitchoverCompleted completed -> end(event.deploymentId(), event.run());
            case SwitchoverAborted aborted -> end(event.deploymentId(), event.run());
            default -> {} // the order stands, or the next one follows at once
        }
    }

    private void order(StepStarted started) {
        var step = started.step();
        definitions.open(started.deploymentId(), started.run(), started.order());
        if (step.action() != null) {
            var group = step.isFence() ? null : step.group();
            roles.ordered(started.deploymentId(), step.node(), group, started.epoch(), step.starts());
        }
    }

    private void seeFollowersAnew(RoleGranted granted) {
        var id = granted.deploymentId();
        var definition = definitions.get(id).definition();
        if (granted.group() == definition.primary()) {
            followers.doubtEdge(id);
            definition.ccNodes().forEach(one -> reports.untold(id, one.id()));
        }
    }

    private void move(DeploymentId id, Group group, NodeId node, String role, long epoch, Instant at) {
        roles.put(id, group, node, role, epoch, at);
        watch.hurryPages(id, at);
        bell.ring();
    }

    private void waitAt(DeploymentId id, Step step) {
        definitions.waitAt(id, step);
        hearAnewWhoServes(id);
    }

    private void end(DeploymentId id, int run) {
        definitions.open(id, run, null);
        hearAnewWhoServes(id);
    }

    /** Nobody's order sees any more to who serves what is not its own. */
    private void hearAnewWhoServes(DeploymentId id) {
        var definition = definitions.last(id);
        hearAnewWhetherItServes(id, definition.main().id());
        hearAnewWhetherItServes(id, definition.standby().id());
    }

    /** If it serves on, or again, what is not its own, that is news, though it says the same as before. */
    private void hearAnewWhetherItServes(DeploymentId id, NodeId node) {
        reports.of(id, node)
                .map(known -> known.told().stream()
                        .filter(said -> !said.state().isServing() || owns(id, said.group(), node))
                        .toList())
                .ifPresent(told -> reports.told(id, node, told));
    }

    private boolean owns(DeploymentId id, Group group, NodeId node) {
        return roles.owner(id, group)
                .filter(owner -> owner.node().equals(node.value()))
                .isPresent();
    }

    private void define(DeploymentId id, Definition definition, Instant at) {
        definitions.put(id, definition, at);
        roles.lay(id, definition, at);
        watch.lay(id, definition, at);
        followers.only(id, definition.followers());
        reports.only(id, definition.nodes());
        repeatedOrders.drop(id);
        bell.ring();
    }
}
