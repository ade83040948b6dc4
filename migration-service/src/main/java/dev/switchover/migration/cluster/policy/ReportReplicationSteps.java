package dev.switchover.migration.cluster.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.migration.cluster.domain.ClusterCommand.AttestInSync;
import dev.switchover.migration.cluster.domain.ClusterCommand.FinishReplicationStep;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.cluster.domain.ReplicationStep;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/** Takes a person's word for a step. A task says nothing of down time, which then stays unknown. */
@Singleton
@ProcessingGroup("report-replication-steps")
@DisallowReplay
public class ReportReplicationSteps {

    private final Commands commands;

    ReportReplicationSteps(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(TaskDone event, @Timestamp Instant at, @MetaDataValue("actor") @Nullable String actor) {
        if (!event.kind().equals(AskForReplicationSteps.KIND)) {
            return;
        }
        var cluster = new ClusterId(detail(event, "cluster"));
        var node = new NodeId(detail(event, "node"));
        var attempt = Integer.valueOf(detail(event, "attempt"));
        var step = detail(event, "step");
        commands.send(
                step.equals(AskForReplicationSteps.IN_SYNC)
                        ? new AttestInSync(cluster, node, attempt, event.evidence(), null, at)
                        : new FinishReplicationStep(
                                cluster, node, attempt, ReplicationStep.valueOf(step), null, event.evidence()),
                actor == null ? Map.of() : Map.of("actor", actor));
    }

    private static String detail(TaskDone event, String name) {
        return Objects.requireNonNull(event.details().get(name), name);
    }
}
