package dev.switchover.resilience.integration;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Direction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Outcome;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunInTrouble;
import dev.switchover.resilience.deployment.domain.DeploymentEvent;
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
import dev.switchover.resilience.deployment.domain.FenceProof;
import dev.switchover.resilience.deployment.domain.RunId;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What others may know of a deployment; empty for what stays inside. */
record DeploymentNotices(Definition definition, Instant at) {

    /** Under this epoch stands what the definition assumes: nobody has moved anything yet. */
    private static final long ASSUMED = 1;

    List<ResilienceNotice> of(DeploymentEvent event) {
        var key = event.deploymentId().toString();
        return switch (event) {
            case RoleGranted(var id, var group, var node, var epoch) ->
                moved(epoch, new ResilienceNotice.RoleGranted(key, at, group.id(), node.value(), epoch));
            case RoleReleased(var id, var group, var node, var epoch) ->
                List.of(new ResilienceNotice.RoleReleased(key, at, group.id(), node.value(), epoch));
            case ServicesStarted it -> started(key, it);
            case ServicesStopped it ->
                List.of(new ResilienceNotice.ServicesStopped(
                        key, at, operation(event, it.run()), it.node().value()));
            case ServicesStartFailed it ->
                List.of(failed(event, it.run(), RunKind.START_SERVICES, it.restored(), it.reason()));
            case ServicesStopFailed it ->
                List.of(failed(event, it.run(), RunKind.STOP_SERVICES, it.restored(), it.reason()));
            case MdsRegistered(var id, var mds, var node, var epoch) ->
                moved(epoch, new ResilienceNotice.MdsRegistered(key, at, mds, node.value(), epoch));
            case EdgeRedirected(var id, var node, var epoch) ->
                moved(epoch, new ResilienceNotice.EdgeRedirected(key, at, node.value()));
            case NodeFenced it -> fenced(key, it);
            case ObligationOpened it -> List.of(opened(key, it));
            case ObligationMet it -> List.of(new ResilienceNotice.ObligationMet(key, at, it.obligation()));
            case SplitBrainSuspected it ->
                List.of(new ResilienceNotice.SplitBrainSuspected(
                        key, at, definition.operators(), it.group().id(), nodes(it), definition.drill()));
            case SwitchoverAnnounced it -> List.of(announced(key, it));
            case DeploymentDefined it -> List.of();
            case DeploymentChanged it -> List.of();
            case DeploymentRetired it -> List.of();
            case RoleDrained it -> List.of();
            case ServicesStartRequested it -> List.of();
            case ServicesStopRequested it -> List.of();
            case NodeReported it -> List.of();
            case FollowerSwitched it -> List.of();
        };
    }

    /** Whose mail tells those who run it. */
    private List<ResilienceNotice> started(String key, ServicesStarted event) {
        var started = new ResilienceNotice.ServicesStarted(
                key, at, operation(event, event.run()), event.node().value(), event.open());
        return event.mends()
                ? List.of(
                        started,
                        new ResilienceNotice.ServiceRestored(
                                key,
                                at,
                                definition.party(),
                                event.node().value(),
                                SwitchoverNotices.goTo(definition, event.node()),
                                definition.edge() != null,
                                definition.drill(),
                                SwitchoverNotices.manualActions(definition, event.node())))
                : List.of(started);
    }

    private ResilienceNotice failed(DeploymentEvent event, int run, RunKind kind, boolean restored, String reason) {
        return new RunInTrouble(
                event.deploymentId().toString(),
                at,
                definition.operators(),
                operation(event, run),
                kind.name(),
                restored ? Outcome.ABORTED : Outcome.FAILED,
                reason,
                definition.drill());
    }

    private static String operation(DeploymentEvent event, int run) {
        return new RunId(event.deploymentId(), run).operation();
    }

    private static List<ResilienceNotice> moved(long epoch, ResilienceNotice notice) {
        return epoch == ASSUMED ? List.of() : List.of(notice);
    }

    private List<ResilienceNotice> fenced(String key, NodeFenced event) {
        return event.proof() == FenceProof.ATTESTED
                ? List.of(new ResilienceNotice.EmergencyAttested(
                        key, at, event.node().value(), event.evidence(), event.by(), 0, definition.drill()))
                : List.of();
    }

    private ResilienceNotice opened(String key, ObligationOpened event) {
        var owed = event.obligation();
        return new ResilienceNotice.ObligationOpened(
                key, at, definition.operators(), owed.id(), name(owed.node()), owed.what(), definition.drill());
    }

    private static @Nullable String name(@Nullable NodeId node) {
        return node == null ? null : node.value();
    }

    private static List<String> nodes(SplitBrainSuspected event) {
        return Stream.of(event.owner(), event.node())
                .filter(Objects::nonNull)
                .map(NodeId::value)
                .toList();
    }

    private ResilienceNotice announced(String key, SwitchoverAnnounced event) {
        var to = event.direction() == RunKind.FAILBACK ? definition.main() : definition.standby();
        return new ResilienceNotice.SwitchoverAnnounced(
                key,
                at,
                definition.party(),
                definition.operators(),
                Direction.valueOf(event.direction().name()),
                event.when(),
                SwitchoverNotices.goTo(definition, to.id()),
                definition.edge() != null,
                definition.drill(),
                SwitchoverNotices.manualActions(definition, to.id()));
    }
}
