package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import java.util.Map;

/** The tasks by which people bring followers over that no driver reaches. Opened again they are the same. */
public final class FollowTasks {

    public static final String KIND = "resilience.follow";

    private FollowTasks() {}

    static OpenTask cc(DeploymentId id, NodeId node, NodeAction action, Assigned owner) {
        var instructions = node + " is to " + (action == NodeAction.START_SERVICES ? "serve" : "stop") + ", for "
                + owner.node() + " is the active side. End this task when it does.";
        return open(id, node.value(), action, owner, instructions);
    }

    static OpenTask mds(DeploymentId id, String mds, Assigned owner) {
        var instructions = "Register " + owner.node() + " at " + mds + ". End this task when " + mds + " has it.";
        return open(id, mds, NodeAction.REGISTER_MDS, owner, instructions);
    }

    private static OpenTask open(
            DeploymentId id, String follower, NodeAction action, Assigned owner, String instructions) {
        return new OpenTask(
                new TaskId("follow-" + id.value() + "-" + follower + "-" + owner.epoch() + "-" + action.id()),
                id.toString(),
                KIND,
                action.id() + " for " + follower,
                instructions,
                null,
                Map.of(
                        "deployment", id.value(),
                        "follower", follower,
                        "action", action.id(),
                        "node", owner.node(),
                        "epoch", String.valueOf(owner.epoch())));
    }
}
