package dev.switchover.resilience.deployment.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.resilience.deployment.claims.OpenTaskTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.util.List;

/** What people are still asked to do for the orders of a deployment. */
@Singleton
class OpenStepTasks {

    private final Commands commands;
    private final OpenTaskTable tasks;

    OpenStepTasks(Commands commands, OpenTaskTable tasks) {
        this.commands = commands;
        this.tasks = tasks;
    }

    /** Those of the order, and of whatever was ordered before it: nothing of the deployment is open but its last order. */
    void drop(DeploymentId deployment, int run, int order, String reason) {
        of(deployment).stream()
                .filter(task -> StepTasks.isUpTo(task, deployment, run, order))
                .forEach(task -> drop(task, reason));
    }

    List<TaskId> of(DeploymentId deployment) {
        return tasks.about(deployment).stream()
                .filter(task -> StepTasks.isStep(task, deployment))
                .toList();
    }

    private void drop(TaskId task, String reason) {
        try {
            commands.send(new DropTask(task, reason));
        } catch (Rejection e) {
            Log.debugf("%s is closed already: %s", task, e.getMessage());
        }
    }
}
