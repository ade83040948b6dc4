package dev.switchover.resilience.deployment.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.kit.task.TaskEvent.TaskDropped;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.ReportStep;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/**
 * A person's word counts as the status of a node that only people can ask. When the order it is about has just ended otherwise
 * it is still what the node is like: one that was started late may write beside the other.
 */
@Singleton
@ProcessingGroup("report-step-when-task-done")
@DisallowReplay
public class ReportStepWhenTaskDone {

    private final Commands commands;
    private final DefinitionTable definitions;

    ReportStepWhenTaskDone(Commands commands, DefinitionTable definitions) {
        this.commands = commands;
        this.definitions = definitions;
    }

    @EventHandler
    void on(TaskDone event, @Timestamp Instant at, @MetaDataValue("actor") @Nullable String actor) {
        if (event.kind().equals(StepTasks.KIND)) {
            var ref = StepTasks.ref(event.details());
            var said = said(event.details(), at);
            if (definitions.isOpen(ref.deployment(), ref.run(), ref.order())) {
                report(ref, Result.SUCCEEDED, event.evidence(), at, said, actor);
            } else if (isStarted(said) && definitions.find(ref.deployment()).isPresent()) {
                var node = new NodeId(event.details().getOrDefault("node", ""));
                commands.send(new ReportNode(ref.deployment(), node, Objects.requireNonNull(said), true));
            }
        }
    }

    @EventHandler
    void on(TaskDropped event, @Timestamp Instant at, @MetaDataValue("actor") @Nullable String actor) {
        if (event.kind().equals(StepTasks.KIND)) {
            var ref = StepTasks.ref(event.details());
            if (definitions.isOpen(ref.deployment(), ref.run(), ref.order())) {
                report(ref, Result.FAILED, "Not done: " + event.reason(), at, null, actor);
            }
        }
    }

    private void report(
            StepTasks.Ref ref,
            Result result,
            String word,
            Instant at,
            @Nullable NodeReport said,
            @Nullable String actor) {
        commands.send(new ReportStep(
                ref.deployment(),
                ref.run(),
                ref.order(),
                new ActionReport(result, null, word, Duration.ZERO, at, said),
                null,
                Objects.requireNonNullElse(actor, "somebody")));
    }

    private static boolean isStarted(@Nullable NodeReport said) {
        return said != null && said.groups().stream().anyMatch(one -> one.state() == ReportedState.ACTIVE);
    }

    private static @Nullable NodeReport said(Map<String, String> details, Instant at) {
        var state = shown(NodeAction.of(details.getOrDefault("action", "")));
        if (state == null) {
            return null;
        }
        var group = Group.of(details.getOrDefault("group", ""));
        var epoch = Long.parseLong(details.getOrDefault("epoch", "0"));
        return new NodeReport(at, List.of(new GroupReport(group, state, epoch, null, null)));
    }

    private static @Nullable ReportedState shown(NodeAction action) {
        return switch (action) {
            case PROMOTE_DATA, START_MANAGEMENT, START_TELEPHONY, START_SERVICES -> ReportedState.ACTIVE;
            case FENCE_DATA, STOP_MANAGEMENT, STOP_TELEPHONY, STOP_SERVICES -> ReportedState.INACTIVE;
            case DRAIN_TELEPHONY -> ReportedState.DRAINING;
            case FENCE, RESYNC_DATA, REGISTER_MDS, MARK_ACTIVE, MARK_INACTIVE, STATUS -> null;
        };
    }
}
