package dev.switchover.migration.migration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskCommand;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalStep;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/** The tasks by which people are asked through a removal. What was refused is asked again: in a new round, a new task. */
@Singleton
public class RemovalTasks {

    static final String KIND = "migration.removal";

    private final Commands commands;

    RemovalTasks(Commands commands) {
        this.commands = commands;
    }

    /** What is asked for: a step of one removal. */
    record Asked(MigrationId migration, int removal, RemovalStep step) {

        /** Its length does not grow with the rounds. */
        TaskId task(int round) {
            var first = "removal-" + migration.value() + "-" + removal + "-" + step.id();
            return new TaskId(round == 1 ? first : first + "-" + round);
        }
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
