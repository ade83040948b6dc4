package dev.switchover.resilience.deployment.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.switchover.eventstore.StoredAs;
import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.RunPlan;
import dev.switchover.resilience.plan.domain.StopMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a deployment, apart from the steps of its runs. */
public sealed interface DeploymentEvent {

    DeploymentId deploymentId();

    @StoredAs("deployment.defined")
    record DeploymentDefined(DeploymentId deploymentId, Definition definition) implements DeploymentEvent {}

    @StoredAs("deployment.changed")
    record DeploymentChanged(DeploymentId deploymentId, Definition definition) implements DeploymentEvent {}

    /** Nobody watches it any more; its epochs are never given again, for its id is not. */
    @StoredAs("deployment.retired")
    record DeploymentRetired(
            DeploymentId deploymentId, @Nullable String reason, String by) implements DeploymentEvent {}

    /** The node is the group's one owner from now on. */
    @StoredAs("deployment.role-granted")
    record RoleGranted(DeploymentId deploymentId, Group group, NodeId node, long epoch) implements DeploymentEvent {}

    /** The node finishes its calls and takes no new ones. */
    @StoredAs("deployment.role-drained")
    record RoleDrained(DeploymentId deploymentId, Group group, NodeId node, long epoch) implements DeploymentEvent {}

    @StoredAs("deployment.role-released")
    record RoleReleased(DeploymentId deploymentId, Group group, NodeId node, long epoch) implements DeploymentEvent {}

    @StoredAs("deployment.services-start-requested")
    record ServicesStartRequested(DeploymentId deploymentId, int run, RunPlan plan, Gates gates, String by)
            implements DeploymentEvent {}

    /**
     * The node serves all its groups.
     *
     * @param mends whether a switchover had ended on the way before, and nothing has served as a whole since
     */
    @StoredAs("deployment.services-started")
    record ServicesStarted(
            DeploymentId deploymentId,
            int run,
            NodeId node,
            List<String> open,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean mends)
            implements DeploymentEvent {}

    /**
     * The run has ended on the way.
     *
     * @param open obligations that it leaves all the same; events of before do not tell
     */
    @StoredAs("deployment.services-start-failed")
    record ServicesStartFailed(
            DeploymentId deploymentId,
            int run,
            NodeId node,
            String reason,
            boolean restored,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> open)
            implements DeploymentEvent {

        public ServicesStartFailed {
            open = open == null ? List.of() : List.copyOf(open);
        }
    }

    @StoredAs("deployment.services-stop-requested")
    record ServicesStopRequested(
            DeploymentId deploymentId, int run, StopMode mode, RunPlan plan, Gates gates, String by)
            implements DeploymentEvent {}

    @StoredAs("deployment.services-stopped")
    record ServicesStopped(DeploymentId deploymentId, int run, NodeId node) implements DeploymentEvent {}

    /**
     * The run has ended on the way.
     *
     * @param open obligations that it leaves all the same; events of before do not tell
     */
    @StoredAs("deployment.services-stop-failed")
    record ServicesStopFailed(
            DeploymentId deploymentId,
            int run,
            NodeId node,
            String reason,
            boolean restored,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> open)
            implements DeploymentEvent {

        public ServicesStopFailed {
            open = open == null ? List.of() : List.copyOf(open);
        }
    }

    /**
     * A node says something else than before.
     *
     * @param at when it said so; events of before do not tell
     */
    @StoredAs("deployment.node-reported")
    record NodeReported(
            DeploymentId deploymentId,
            NodeId node,
            List<GroupReport> groups,
            boolean byPerson,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant at)
            implements DeploymentEvent {}

    /**
     * It is certain that nothing on the node serves or writes, whatever it says.
     *
     * @param by whose word it is, where it is people's; events of before do not tell
     */
    @StoredAs("deployment.node-fenced")
    record NodeFenced(
            DeploymentId deploymentId,
            NodeId node,
            long epoch,
            FenceProof proof,
            String evidence,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> by)
            implements DeploymentEvent {

        public NodeFenced {
            by = by == null ? List.of() : List.copyOf(by);
        }
    }

    /** The CC node of the active side serves, and the other does not. */
    @StoredAs("deployment.follower-switched")
    record FollowerSwitched(DeploymentId deploymentId, NodeId follower, NodeId side, long epoch)
            implements DeploymentEvent {}

    @StoredAs("deployment.mds-registered")
    record MdsRegistered(DeploymentId deploymentId, String mds, NodeId node, long epoch) implements DeploymentEvent {}

    /** A probe through the Edge reached the node's side. */
    @StoredAs("deployment.edge-redirected")
    record EdgeRedirected(DeploymentId deploymentId, NodeId node, long epoch) implements DeploymentEvent {}

    @StoredAs("deployment.obligation-opened")
    record ObligationOpened(DeploymentId deploymentId, Obligation obligation) implements DeploymentEvent {}

    @StoredAs("deployment.obligation-met")
    record ObligationMet(
            DeploymentId deploymentId,
            String obligation,
            String evidence,
            @Nullable String by) implements DeploymentEvent {}

    /** A switchover is planned; nothing starts by itself. */
    @StoredAs("deployment.switchover-announced")
    record SwitchoverAnnounced(DeploymentId deploymentId, RunKind direction, Instant when, String by)
            implements DeploymentEvent {}

    /** A node serves what another owns, or nobody. */
    @StoredAs("deployment.split-brain-suspected")
    record SplitBrainSuspected(
            DeploymentId deploymentId,
            Group group,
            NodeId node,
            @Nullable NodeId owner) implements DeploymentEvent {}
}
