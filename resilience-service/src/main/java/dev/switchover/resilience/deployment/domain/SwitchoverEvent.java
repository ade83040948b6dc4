package dev.switchover.resilience.deployment.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.switchover.eventstore.StoredAs;
import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.OrderAnswer;
import dev.switchover.resilience.plan.domain.RunPlan;
import dev.switchover.resilience.plan.domain.Step;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a run: its steps, those of pressed buttons too, and how a switchover went. */
public sealed interface SwitchoverEvent {

    DeploymentId deploymentId();

    int run();

    /**
     * It is under way.
     *
     * @param setAside the gates that two persons agreed to set aside; events of before do not tell
     */
    @StoredAs("switchover.started")
    record SwitchoverStarted(
            DeploymentId deploymentId,
            int run,
            SwitchoverKind kind,
            SwitchoverOrder order,
            boolean drill,
            RunPlan plan,
            Gates gates,
            String by,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> setAside)
            implements SwitchoverEvent {

        public SwitchoverStarted {
            setAside = setAside == null ? Set.of() : Set.copyOf(setAside);
        }
    }

    /**
     * The order is to be given; what would undo it is in the step.
     *
     * @param order counts the orders of the run, repetitions and compensations too
     * @param epoch higher than any before in the step's group
     * @param position a data group starts only when it has come as far as this
     * @param back whether the step takes another one back
     * @param takesOver whether the data is to be that of the other node: one that has come further has data of its own,
     *     and does not start
     * @param onWord whether a person's word will do where the node does not tell how far it has come
     * @param apart whether the node may have data of its own: it does not start while the other one answers
     * @param unsaid whether the other one, which has stopped, has yet to say where its data end: before it does not start
     * @param blind whether it starts though the other one does not say so
     */
    @StoredAs("switchover.step-started")
    record StepStarted(
            DeploymentId deploymentId,
            int run,
            int order,
            Step step,
            long epoch,
            @Nullable Long position,
            boolean back,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean takesOver,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean onWord,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean apart,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unsaid,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean blind)
            implements SwitchoverEvent {}

    /**
     * The node's own word, or a person's, shows it.
     *
     * @param answer what the node answered to the order, if it had by then; events of before do not tell
     * @param by whose evidence it is; null: no person's
     */
    @StoredAs("switchover.step-succeeded")
    record StepSucceeded(
            DeploymentId deploymentId,
            int run,
            int order,
            Step step,
            String evidence,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OrderAnswer answer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String by)
            implements SwitchoverEvent {}

    /**
     * It has not happened; a person decides whether it is tried again or taken back.
     *
     * @param ways what a person can do about it; none: the run ends with it. Events of before do not tell
     * @param keptBack whether the order that was begun was not given after all
     */
    @StoredAs("switchover.step-failed")
    record StepFailed(
            DeploymentId deploymentId,
            int run,
            int order,
            Step step,
            String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OrderAnswer answer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String by,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Way> ways,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean keptBack)
            implements SwitchoverEvent {

        public StepFailed {
            ways = ways == null ? List.of() : List.copyOf(ways);
        }
    }

    /**
     * It may have happened, or still be happening.
     *
     * @param ways what a person can do about it; none: the run ends with it. Events of before do not tell
     */
    @StoredAs("switchover.step-in-doubt")
    record StepInDoubt(
            DeploymentId deploymentId,
            int run,
            int order,
            Step step,
            String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OrderAnswer answer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String by,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Way> ways)
            implements SwitchoverEvent {

        public StepInDoubt {
            ways = ways == null ? List.of() : List.copyOf(ways);
        }
    }

    /** The node's answer, which came when its status had shown already what became of the order. */
    @StoredAs("switchover.step-answered")
    record StepAnswered(DeploymentId deploymentId, int run, int order, OrderAnswer answer) implements SwitchoverEvent {}

    @StoredAs("switchover.point-of-no-return-passed")
    record PointOfNoReturnPassed(DeploymentId deploymentId, int run) implements SwitchoverEvent {}

    /**
     * From now on the steps are taken back, last first.
     *
     * @param order the one that stood open; 0 if none did
     */
    @StoredAs("switchover.cancelled")
    record RunCancelled(DeploymentId deploymentId, int run, int order, String reason, String by, List<Step> back)
            implements SwitchoverEvent {

        public RunCancelled {
            back = List.copyOf(back);
        }
    }

    /**
     * A person's word for what no node can say.
     *
     * @param node that it is about; events of before do not tell
     * @param missing how many more persons must say so before it counts
     */
    @StoredAs("switchover.gate-attested")
    record GateAttested(
            DeploymentId deploymentId,
            int run,
            String gate,
            String evidence,
            String by,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            NodeId node,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int missing,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant at)
            implements SwitchoverEvent {}

    /**
     * The other side serves.
     *
     * @param open obligations that the switchover leaves
     */
    @StoredAs("switchover.completed")
    record SwitchoverCompleted(DeploymentId deploymentId, int run, RunPlan plan, boolean drill, List<String> open)
            implements SwitchoverEvent {}

    /**
     * The sides are as they were.
     *
     * @param restored whether every step was taken back
     * @param kind events of before do not tell
     * @param followedBy the run that begins in its place
     * @param side the active one; none: no side is, or it is an event of before
     * @param open obligations that it leaves all the same; events of before do not tell
     */
    @StoredAs("switchover.aborted")
    record SwitchoverAborted(
            DeploymentId deploymentId,
            int run,
            RunPlan plan,
            boolean drill,
            String reason,
            boolean restored,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SwitchoverKind kind,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer followedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            NodeId side,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> open)
            implements SwitchoverEvent {

        public SwitchoverAborted {
            open = open == null ? List.of() : List.copyOf(open);
        }
    }
}
