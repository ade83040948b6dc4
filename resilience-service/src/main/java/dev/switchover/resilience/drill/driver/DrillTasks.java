package dev.switchover.resilience.drill.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskCommand;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.resilience.deployment.claims.OpenTaskTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.drill.driver.RemindOfDrill.Due;
import dev.switchover.resilience.plan.domain.Definition;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The tasks by which operators are asked to practise: one at a time for each deployment, until a drill has been held. */
@Singleton
public class DrillTasks {

    private static final String PREFIX = "drill-";

    private final Commands commands;
    private final OpenTaskTable tasks;

    DrillTasks(Commands commands, OpenTaskTable tasks) {
        this.commands = commands;
        this.tasks = tasks;
    }

    void ask(Due due, Definition definition) {
        var id = new TaskId(PREFIX + due.deployment() + "-" + due.last().getEpochSecond());
        var deployment = new DeploymentId(due.deployment());
        open(deployment).stream()
                .filter(task -> !task.equals(id))
                .forEach(task -> close(new DropTask(task, "it is asked for anew")));
        commands.send(new OpenTask(
                id,
                deployment.toString(),
                "drill-due",
                "Hold a drill " + (definition.drill() ? "of " : "for ") + due.deployment(),
                definition.drill() ? here(due, definition) : elsewhere(due, definition),
                null,
                Map.of("deployment", due.deployment(), "last", due.last().toString())));
    }

    /** A drill has been held that counts for the deployment. */
    public void meet(DeploymentId deployment, String evidence) {
        open(deployment).forEach(task -> close(new CompleteTask(task, evidence)));
    }

    private List<TaskId> open(DeploymentId deployment) {
        return tasks.about(deployment).stream()
                .filter(task -> task.value().startsWith(PREFIX))
                .toList();
    }

    private void close(TaskCommand closing) {
        try {
            commands.send(closing);
        } catch (Rejection e) {
            Log.debugf("%s is closed already: %s", closing.taskId(), e.getMessage());
        }
    }

    private static String here(Due due, Definition definition) {
        return """
                None has been held since %s. POST /deployments/%s/switchovers with "drill": true; the report shows whether it \
                still works. This task ends when it has succeeded, here or on another drill deployment of the same operators \
                (%s).\
                """.formatted(due.last(), due.deployment(), definition.operators());
    }

    /** Nobody practises on what people depend on. */
    private static String elsewhere(Due due, Definition definition) {
        return """
                Its operators (%3$s) have held none since %1$s. People depend on %2$s, so it is held on a deployment of theirs \
                that is defined with "drill": true; GET /deployments shows it. If there is none, POST /deployments one with \
                "drill": true, "operatorsParty": "%3$s", groups and followers as %2$s has them, and machines of its own. Then \
                POST /deployments/{its id}/switchovers with "drill": true. This task ends when that has succeeded.\
                """.formatted(due.last(), due.deployment(), definition.operators());
    }
}
