package dev.switchover.resilience.deployment.policy;

import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.driver.DrillMark;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.plan.domain.Step;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The tasks by which a person does what no driver can. */
final class StepTasks {

    static final String KIND = "resilience.node-action";

    private StepTasks() {}

    /** The order that a task is about. */
    record Ref(DeploymentId deployment, int run, int order) {}

    static Ref ref(Map<String, String> details) {
        return new Ref(
                new DeploymentId(details.getOrDefault("deployment", "")),
                Integer.parseInt(details.getOrDefault("run", "0")),
                Integer.parseInt(details.getOrDefault("order", "0")));
    }

    static TaskId id(DeploymentId deployment, int run, int order) {
        return new TaskId(prefix(deployment) + run + "-" + order);
    }

    /** Whether it is about an order of the deployment, among all tasks that are about the deployment. */
    static boolean isStep(TaskId task, DeploymentId deployment) {
        return task.value().matches(Pattern.quote(prefix(deployment)) + "\\d+-\\d+");
    }

    static boolean isUpTo(TaskId step, DeploymentId deployment, int run, int order) {
        var numbers = step.value().substring(prefix(deployment).length()).split("-", 2);
        var itsRun = Integer.parseInt(numbers[0]);
        return itsRun < run || (itsRun == run && Integer.parseInt(numbers[1]) <= order);
    }

    private static String prefix(DeploymentId deployment) {
        return "step-" + deployment.value() + "-";
    }

    /** @param drill nobody depends on what is done: whoever does it is to know */
    static OpenTask open(StepStarted event, Instant dueAt, boolean drill) {
        var step = event.step();
        var action = Objects.requireNonNull(step.action());
        return new OpenTask(
                id(event.deploymentId(), event.run(), event.order()),
                event.deploymentId().toString(),
                KIND,
                DrillMark.on(action.id() + " on " + step.node(), drill),
                DrillMark.before(instructions(action, step), drill),
                dueAt,
                Map.of(
                        "deployment", event.deploymentId().value(),
                        "run", String.valueOf(event.run()),
                        "order", String.valueOf(event.order()),
                        "node", step.node().value(),
                        "action", action.id(),
                        "group", step.group().id(),
                        "epoch", String.valueOf(event.epoch())));
    }

    private static String instructions(NodeAction action, Step step) {
        var node = step.node();
        return switch (action) {
            case PROMOTE_DATA -> "Make the data on " + node + " writable. End this task when it is.";
            case FENCE_DATA ->
                "Make sure that nothing on " + node + " can write its data. Ending this task says that nothing can.";
            case FENCE ->
                "Cut " + node + " off: power, or network. Ending this task says that it neither serves nor writes.";
            case RESYNC_DATA ->
                "Bring what was made on the other node to " + node + ". End this task when it is there.";
            case DRAIN_TELEPHONY -> "Have " + node + " refuse new calls while running ones end. Then end this task.";
            case START_MANAGEMENT, START_TELEPHONY, START_SERVICES ->
                "Start " + step.group().id() + " on " + node + " and check that it serves. Then end this task.";
            case STOP_MANAGEMENT, STOP_TELEPHONY, STOP_SERVICES ->
                "Stop " + step.group().id() + " on " + node + " and check that it has stopped. Then end this task.";
            case REGISTER_MDS, MARK_ACTIVE, MARK_INACTIVE, STATUS -> "Do " + action.id() + " on " + node + ".";
        };
    }
}
