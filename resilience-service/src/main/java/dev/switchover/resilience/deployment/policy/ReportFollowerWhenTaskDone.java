package dev.switchover.resilience.deployment.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.resilience.deployment.claims.FollowerTaskTable;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMds;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.driver.FollowTasks;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** A person has brought a follower over: his word counts as what the follower says. */
@Singleton
@ProcessingGroup("report-follower-when-task-done")
@DisallowReplay
public class ReportFollowerWhenTaskDone {

    private final Commands commands;
    private final FollowerTaskTable tasks;

    ReportFollowerWhenTaskDone(Commands commands, FollowerTaskTable tasks) {
        this.commands = commands;
        this.tasks = tasks;
    }

    @EventHandler
    void on(TaskDone event, @Timestamp Instant at) {
        if (!event.kind().equals(FollowTasks.KIND)) {
            return;
        }
        var id = new DeploymentId(event.details().getOrDefault("deployment", ""));
        var follower = event.details().getOrDefault("follower", "");
        var epoch = Long.parseLong(event.details().getOrDefault("epoch", "0"));
        var action = NodeAction.of(event.details().getOrDefault("action", ""));
        if (action == NodeAction.REGISTER_MDS) {
            var node = new NodeId(event.details().getOrDefault("node", ""));
            commands.send(new ReportMds(id, follower, node, epoch));
        } else {
            var state = action == NodeAction.START_SERVICES ? ReportedState.ACTIVE : ReportedState.INACTIVE;
            var said = new GroupReport(Group.SERVICES, state, epoch, null, null);
            commands.send(new ReportNode(id, new NodeId(follower), new NodeReport(at, List.of(said)), true));
        }
        var round = Integer.parseInt(event.details().getOrDefault("round", "1"));
        tasks.close(id, follower, event.details().getOrDefault("task", ""), round);
    }
}
