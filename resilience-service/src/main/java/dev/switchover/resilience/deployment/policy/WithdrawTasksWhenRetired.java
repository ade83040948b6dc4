package dev.switchover.resilience.deployment.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskEvent.TaskOpened;
import dev.switchover.kit.task.TaskId;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.claims.OpenTaskTable;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentRetired;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Nobody is to do anything more for a deployment that is retired. */
@Singleton
@ProcessingGroup("withdraw-tasks-when-retired")
@DisallowReplay
public class WithdrawTasksWhenRetired {

    private final Commands commands;
    private final OpenTaskTable tasks;
    private final DefinitionTable definitions;

    WithdrawTasksWhenRetired(Commands commands, OpenTaskTable tasks, DefinitionTable definitions) {
        this.commands = commands;
        this.tasks = tasks;
        this.definitions = definitions;
    }

    @EventHandler
    void on(DeploymentRetired event) {
        tasks.about(event.deploymentId()).forEach(task -> withdraw(task, event.deploymentId()));
    }

    /** Whoever looked at the deployment just before asks just after. */
    @EventHandler
    void on(TaskOpened event) {
        var deployment = event.details().get("deployment");
        if (deployment != null && tasks.isOpen(event.taskId())) {
            withdraw(event.taskId(), new DeploymentId(deployment));
        }
    }

    private void withdraw(TaskId task, DeploymentId deployment) {
        definitions.whyRetired(deployment).ifPresent(why -> {
            try {
                commands.send(new DropTask(task, why));
            } catch (Rejection e) {
                Log.debugf("%s is closed already: %s", task, e.getMessage());
            }
        });
    }
}
