package dev.switchover.migration.migration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.AwaitedTasks;
import dev.switchover.kit.task.TaskCommand;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.kit.task.TaskView;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalStep;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/** The tasks by which people are asked through a removal. What was refused is asked again: in a new round, a new task. */
@Singleton
public class RemovalTasks implements AwaitedTasks {

    static final String KIND = "migration.removal";

    private final Commands commands;
    private final Migrations migrations;

    RemovalTasks(Commands commands, Migrations migrations) {
        this.commands = commands;
        this.migrations = migrations;
    }

    /** What is asked for: a step of one removal. */
    record Asked(MigrationId migration, int removal, RemovalStep step) {

        /** Its length does not grow with the rounds. */
        TaskId task(int round) {
            var first = "removal-" + migration.value() + "-" + removal + "-" + step.id();
            return new TaskId(round == 1 ? first : first + "-" + round);
        }

        static Asked of(Map<String, String> details) {
            return new Asked(
                    new MigrationId(details.getOrDefault("migration", "")),
                    Integer.parseInt(details.getOrDefault("removal", "0")),
                    RemovalStep.of(details.getOrDefault("step", "")));
        }
    }

    @Override
    public Optional<String> insteadOfDropping(TaskView task) {
        if (!task.kind().equals(KIND)) {
            return Optional.empty();
        }
        var asked = Asked.of(task.details());
        var standing = migrations.get(asked.migration());
        if (standing.removal() != asked.removal() || standing.openStep() != asked.step()) {
            return Optional.empty();
        }
        var path = "/migrations/%s/removal".formatted(asked.migration().value());
        var done = "POST %s/steps/%s/done when it is done"
                .formatted(path, asked.step().id());
        return Optional.of(
                asked.step() == RemovalStep.DELETE_SOURCE
                        ? done + ": the removal is past the point of no return."
                        : "%s, or give the removal up: POST %s/cancel.".formatted(done, path));
    }

    void open(Asked asked, int round, String instructions, @Nullable Instant dueAt) {
        commands.send(new OpenTask(
                asked.task(round),
                asked.migration().toString(),
                KIND,
                "Removal of the source: " + asked.step().id(),
                instructions,
                dueAt,
                Map.of(
                        "migration", asked.migration().value(),
                        "removal", String.valueOf(asked.removal()),
                        "step", asked.step().id(),
                        "round", String.valueOf(round))));
    }

    void complete(Asked asked, String evidence) {
        closeEveryRound(asked, task -> new CompleteTask(task, evidence));
    }

    void drop(Asked asked, String reason) {
        closeEveryRound(asked, task -> new DropTask(task, reason));
    }

    private void closeEveryRound(Asked asked, Function<TaskId, TaskCommand> closing) {
        int round = 1;
        while (wasOpened(closing.apply(asked.task(round)))) {
            round++;
        }
    }

    private boolean wasOpened(TaskCommand closing) {
        try {
            commands.send(closing);
            return true;
        } catch (AggregateNotFoundException e) {
            return false;
        } catch (Rejection e) {
            Log.debugf("%s is closed already: %s", closing.taskId(), e.getMessage());
            return true;
        }
    }
}
