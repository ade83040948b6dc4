package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.OrderAnswer;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a switchover, and of the run that goes on. */
public sealed interface SwitchoverCommand {

    DeploymentId deploymentId();

    /**
     * Begins a guided failover or failback.
     *
     * @param resync the data is brought to the new node before anything stops
     * @param overridden gates that a second person has agreed to set aside
     */
    record StartSwitchover(
            @TargetAggregateIdentifier DeploymentId deploymentId,
            RunKind direction,
            SwitchoverKind kind,
            SwitchoverOrder order,
            boolean drill,
            boolean resync,
            List<Attestation> attestations,
            Set<String> overridden,
            String by)
            implements SwitchoverCommand {}

    /**
     * What came of an order.
     *
     * @param answer the node's own, where it gave one
     * @param person who says so; null: no person, but the node or whoever asked it
     * @param keptBack whether it was not given at all
     */
    record ReportStep(
            @TargetAggregateIdentifier DeploymentId deploymentId,
            int run,
            int order,
            ActionReport report,
            @Nullable OrderAnswer answer,
            @Nullable String person,
            boolean keptBack)
            implements SwitchoverCommand {

        public ReportStep(
                DeploymentId deploymentId,
                int run,
                int order,
                ActionReport report,
                @Nullable OrderAnswer answer,
                @Nullable String person) {
            this(deploymentId, run, order, report, answer, person, false);
        }
    }

    /**
     * The order is to be given now, which may be long after it was decided. Answers why it is not to be; null: nothing is in
     * its way.
     */
    record AdmitStep(@TargetAggregateIdentifier DeploymentId deploymentId, int run, int order)
            implements SwitchoverCommand {}

    /**
     * The time of the order is over. False if a follower is owed that was not looked at since: it is to be asked again.
     *
     * @param lookedAt the followers that were looked at after their time was over, as ids of what would be left open
     * @param unseen why nobody could look at others, in all that time and as long again
     */
    record EndStep(
            @TargetAggregateIdentifier DeploymentId deploymentId,
            int run,
            int order,
            List<String> lookedAt,
            Map<String, String> unseen)
            implements SwitchoverCommand {

        public EndStep {
            lookedAt = List.copyOf(lookedAt);
            unseen = Map.copyOf(unseen);
        }

        /** Everybody could be looked at. */
        public EndStep(DeploymentId deploymentId, int run, int order, List<String> lookedAt) {
            this(deploymentId, run, order, lookedAt, Map.of());
        }

        boolean isAccountedFor(String follower) {
            return lookedAt.contains(follower) || unseen.containsKey(follower);
        }

        /** One that was left behind, and why nobody could look at it if nobody could. */
        String words(String follower) {
            var why = unseen.get(follower);
            return why == null ? follower : "%s (nobody could look at it: %s)".formatted(follower, why);
        }
    }

    /** Gives the order that failed or is in doubt once more. */
    record RetryStep(@TargetAggregateIdentifier DeploymentId deploymentId, int run) implements SwitchoverCommand {}

    record CancelRun(@TargetAggregateIdentifier DeploymentId deploymentId, int run, String reason, String by)
            implements SwitchoverCommand {}

    /**
     * A person's word that the old node is cut off.
     *
     * @param node its name once more, so that the wrong one is not meant
     * @param attesters how many different persons must say so
     */
    record AttestFence(
            @TargetAggregateIdentifier DeploymentId deploymentId,
            int run,
            String gate,
            @Nullable String node,
            String evidence,
            String by,
            int attesters)
            implements SwitchoverCommand {}
}
