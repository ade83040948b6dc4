package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.StopMode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a deployment, apart from guided switchovers and the steps of runs. */
public sealed interface DeploymentCommand {

    DeploymentId deploymentId();

    record DefineDeployment(@TargetAggregateIdentifier DeploymentId deploymentId, Definition definition)
            implements DeploymentCommand {}

    /** Defines it anew while nothing runs. */
    record ChangeDeployment(@TargetAggregateIdentifier DeploymentId deploymentId, Definition definition)
            implements DeploymentCommand {}

    /** Ends it for good, while nothing runs; nothing is asked of its nodes. */
    record RetireDeployment(
            @TargetAggregateIdentifier DeploymentId deploymentId,
            @Nullable String reason,
            String by) implements DeploymentCommand {}

    /**
     * Presses the button that starts a node's services.
     *
     * @param overridden gates that a second person has agreed to set aside
     */
    record StartServices(
            @TargetAggregateIdentifier DeploymentId deploymentId,
            NodeId node,
            List<Attestation> attestations,
            Set<String> overridden,
            String by)
            implements DeploymentCommand {}

    record StopServices(@TargetAggregateIdentifier DeploymentId deploymentId, NodeId node, StopMode mode, String by)
            implements DeploymentCommand {}

    /** A node, one of a CC pair too, has said something of itself. */
    record ReportNode(
            @TargetAggregateIdentifier DeploymentId deploymentId, NodeId node, NodeReport report, boolean byPerson)
            implements DeploymentCommand {}

    /** A CC node has not been heard for longer than the limit while it was to change. */
    record ReportSilence(@TargetAggregateIdentifier DeploymentId deploymentId, NodeId node, String reason)
            implements DeploymentCommand {}

    record ReportMds(@TargetAggregateIdentifier DeploymentId deploymentId, String mds, NodeId node, long epoch)
            implements DeploymentCommand {}

    /** The node is no longer registered where it was, or another is there besides, and registering it again did not help. */
    record ReportMdsLost(@TargetAggregateIdentifier DeploymentId deploymentId, String mds, NodeId node, String reason)
            implements DeploymentCommand {}

    record ReportEdge(@TargetAggregateIdentifier DeploymentId deploymentId, NodeId node, long epoch)
            implements DeploymentCommand {}

    /** Tells users and operators when a switchover is to be expected. */
    record AnnounceSwitchover(
            @TargetAggregateIdentifier DeploymentId deploymentId,
            RunKind direction,
            Instant when,
            Instant now,
            String by)
            implements DeploymentCommand {}

    /** Evidence for what no node can say, such as a photograph of the power switch. */
    record ProveObligation(
            @TargetAggregateIdentifier DeploymentId deploymentId, String obligation, String evidence, String by)
            implements DeploymentCommand {}
}
