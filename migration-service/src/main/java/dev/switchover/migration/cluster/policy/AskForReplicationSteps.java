package dev.switchover.migration.cluster.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.AwaitedTasks;
import dev.switchover.kit.task.NamedTasks;
import dev.switchover.kit.task.TaskCommand;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.kit.task.TaskView;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationAbandoned;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationInSync;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStarted;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStepFinished;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.cluster.domain.ReplicationStep;
import dev.switchover.migration.cluster.view.Clusters;
import dev.switchover.migration.cluster.view.ReplicationView;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** The driver of kind {@code manual}: asks a person for one step after the other. */
@Singleton
@ProcessingGroup("ask-for-replication-steps")
@DisallowReplay
public class AskForReplicationSteps implements AwaitedTasks {

    static final String KIND = "replication-step";
    static final String IN_SYNC = "IN_SYNC";

    private static final List<String> STEPS = steps();

    private final Commands commands;
    private final NamedTasks tasks;
    private final Clusters clusters;

    AskForReplicationSteps(Commands commands, NamedTasks tasks, Clusters clusters) {
        this.commands = commands;
        this.tasks = tasks;
        this.clusters = clusters;
    }

    @Override
    public Optional<String> insteadOfDropping(TaskView task) {
        if (!task.kind().equals(KIND)) {
            return Optional.empty();
        }
        var cluster = task.details().getOrDefault("cluster", "");
        var node = task.details().getOrDefault("node", "");
        return clusters.replication(cluster, node)
                .filter(replication -> replication.state() == ReplicationView.State.RUNNING)
                .filter(replication -> Integer.toString(replication.attempt())
                        .equals(task.details().get("attempt")))
                .map(replication ->
                        "End it when it is done, or give the replication up: POST /clusters/%s/nodes/%s/replication/abandon."
                                .formatted(cluster, node));
    }

    @EventHandler
    void on(ReplicationStarted event) {
        ask(event.clusterId(), event.node(), event.attempt(), STEPS.getFirst());
    }

    @EventHandler
    void on(ReplicationStepFinished event) {
        var step = event.step().name();
        close(
                event.clusterId(),
                event.node(),
                event.attempt(),
                step,
                task -> new CompleteTask(
                        task, event.evidence(), event.clusterId().toString()));
        ask(event.clusterId(), event.node(), event.attempt(), STEPS.get(STEPS.indexOf(step) + 1));
    }

    @EventHandler
    void on(ReplicationInSync event) {
        // dropped, not done: done would attest it anew
        drop(event.clusterId(), event.node(), event.attempt(), IN_SYNC, "It was attested.");
    }

    @EventHandler
    void on(ReplicationAbandoned event) {
        var step = STEPS.get(event.finished().size());
        drop(event.clusterId(), event.node(), event.attempt(), step, event.reason());
    }

    private void ask(ClusterId cluster, NodeId node, int attempt, String step) {
        commands.send(new OpenTask(
                id(cluster, node, attempt, step),
                cluster.toString(),
                KIND,
                "Replication to %s: %s"
                        .formatted(node, step.toLowerCase(Locale.ROOT).replace('_', ' ')),
                instructions(cluster, node, step),
                null,
                Map.of(
                        "cluster", cluster.value(),
                        "node", node.value(),
                        "attempt", Integer.toString(attempt),
                        "step", step)));
    }

    private static String instructions(ClusterId cluster, NodeId node, String step) {
        var path = "/clusters/%s/nodes/%s/replication".formatted(cluster.value(), node);
        return step.equals(IN_SYNC)
                ? "Look whether the node holds what the others hold, and say what you saw."
                : "Do it and say what you saw. If calls were interrupted, say for how long: POST %s/steps/%s/done with downTime."
                        .formatted(path, step);
    }

    private void drop(ClusterId cluster, NodeId node, int attempt, String step, String reason) {
        close(cluster, node, attempt, step, task -> new DropTask(task, reason, cluster.toString()));
    }

    private void close(
            ClusterId cluster, NodeId node, int attempt, String step, Function<TaskId, TaskCommand> closing) {
        var before = "replication-%s--%s--%d-%s".formatted(cluster.value(), node, attempt, inSlug(step));
        tasks.close(id(cluster, node, attempt, step), new TaskId(before), closing);
    }

    private static TaskId id(ClusterId cluster, NodeId node, int attempt, String step) {
        return TaskId.of("replication", cluster.value(), node.value(), Integer.toString(attempt), inSlug(step));
    }

    private static String inSlug(String step) {
        return step.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> steps() {
        var names = Arrays.stream(ReplicationStep.values()).map(Enum::name);
        return Stream.concat(names, Stream.of(IN_SYNC)).toList();
    }
}
