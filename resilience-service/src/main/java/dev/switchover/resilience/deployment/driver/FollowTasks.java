package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.resilience.deployment.claims.FollowerTaskTable;
import dev.switchover.resilience.deployment.claims.FollowerTaskTable.Asked;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tasks by which people bring followers over that no driver reaches. One at a time for each: what was asked for the
 * other side is dropped, lest somebody does it late; what was done and is wanted again is asked again.
 */
@Singleton
public class FollowTasks {

    public static final String KIND = "resilience.follow";

    /** No name has one, so no two tasks are called the same. */
    private static final String DOT = ".";

    /** By it they were joined once; what was asked then may still be open. */
    private static final String HYPHEN = "-";

    private final FollowerTaskTable table;
    private final Commands commands;

    FollowTasks(FollowerTaskTable table, Commands commands) {
        this.table = table;
        this.commands = commands;
    }

    void cc(DeploymentId id, NodeId node, NodeAction action, Assigned owner, boolean drill) {
        var instructions = node + " is to " + (action == NodeAction.START_SERVICES ? "serve" : "stop") + ", for "
                + owner.node() + " is the active side. End this task when it does.";
        ask(id, node.value(), action, owner, DrillMark.before(instructions, drill), drill);
    }

    void mds(DeploymentId id, String mds, Assigned owner, boolean drill) {
        var instructions = "Register " + owner.node() + " at " + mds + ". End this task when " + mds + " has it.";
        ask(id, mds, NodeAction.REGISTER_MDS, owner, DrillMark.before(instructions, drill), drill);
    }

    /** The follower is where it should be: nothing is asked of anybody. */
    void settled(DeploymentId id, String follower) {
        withdraw(id, follower, "it is as it should be");
    }

    /** Nobody is active whom it could follow: what was asked before is not to be done late. */
    void unled(DeploymentId id, String follower) {
        withdraw(id, follower, "no side is active that it could follow");
    }

    /** What is asked by order, and of nobody any more. */
    void byOrder(DeploymentId id, String follower) {
        withdraw(id, follower, "the active side is reached without people now");
    }

    /** Others follow no more. */
    public void only(DeploymentId id, Set<String> followers) {
        table.asked(id).stream()
                .filter(follower -> !followers.contains(follower))
                .forEach(follower -> withdraw(id, follower, "the deployment has it no more"));
    }

    /** What a person is asked for the follower now. */
    public Optional<TaskId> asked(DeploymentId id, String follower) {
        return table.find(id, follower).filter(Asked::open).map(FollowTasks::taskId);
    }

    private void withdraw(DeploymentId id, String follower, String reason) {
        table.find(id, follower).filter(Asked::open).ifPresent(asked -> {
            drop(asked, reason);
            table.put(id, follower, new Asked(asked.task(), asked.round(), false));
        });
    }

    private void ask(
            DeploymentId id, String follower, NodeAction action, Assigned owner, String instructions, boolean drill) {
        var names = List.of("follow", id.value(), follower, String.valueOf(owner.epoch()), action.id());
        var task = String.join(DOT, names);
        var before = table.find(id, follower);
        var same =
                before.filter(asked -> asked.task().equals(task) || asked.task().equals(String.join(HYPHEN, names)));
        if (same.filter(Asked::open).isPresent()) {
            return;
        }
        before.filter(Asked::open).ifPresent(asked -> drop(asked, "the sides have changed"));
        var wanted = new Asked(task, 1 + same.map(Asked::round).orElse(0), true);
        var title = DrillMark.on(action.id() + " for " + follower, drill);
        commands.send(open(id, follower, action, owner, title, instructions, wanted));
        table.put(id, follower, wanted);
    }

    private void drop(Asked asked, String reason) {
        try {
            commands.send(new DropTask(taskId(asked), reason));
        } catch (Rejection e) {
            Log.debugf("%s is closed already: %s", asked.task(), e.getMessage());
        }
    }

    private static TaskId taskId(Asked asked) {
        var joint = asked.task().contains(DOT) ? DOT : HYPHEN;
        return new TaskId(asked.round() == 1 ? asked.task() : asked.task() + joint + asked.round());
    }

    private static OpenTask open(
            DeploymentId id,
            String follower,
            NodeAction action,
            Assigned owner,
            String title,
            String instructions,
            Asked asked) {
        return new OpenTask(
                taskId(asked),
                id.toString(),
                KIND,
                title,
                instructions,
                null,
                Map.of(
                        "deployment", id.value(),
                        "follower", follower,
                        "action", action.id(),
                        "node", owner.node(),
                        "epoch", String.valueOf(owner.epoch()),
                        "task", asked.task(),
                        "round", String.valueOf(asked.round())));
    }
}
