package dev.switchover.migration.migration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.kit.task.TaskId;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalCommand.ConfirmRemovalStep;
import dev.switchover.migration.migration.domain.RemovalStep;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/** A task that is done confirms its step; if that is refused, a new task says why. */
@Singleton
@ProcessingGroup("confirm-removal-step-when-task-done")
@DisallowReplay
public class ConfirmStepWhenTaskDone {

    private final Commands commands;

    ConfirmStepWhenTaskDone(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(
            TaskDone event,
            @MessageIdentifier String id,
            @Timestamp Instant at,
            @MetaDataValue("actor") @Nullable String actor) {
        if (!event.kind().equals(RemovalTasks.KIND)) {
            return;
        }
        var migration = new MigrationId(event.details().getOrDefault("migration", ""));
        var removal = Integer.parseInt(event.details().getOrDefault("removal", "0"));
        var step = RemovalStep.of(event.details().getOrDefault("step", ""));
        var by = actor == null ? "unknown" : actor;
        try {
            commands.send(new ConfirmRemovalStep(migration, removal, step, event.evidence(), by, at));
        } catch (Rejection refusal) {
            var again = new TaskId(event.taskId().value() + "-" + id.substring(0, 8));
            var why = "Refused: " + refusal.getMessage() + " Put that right, then end this task.";
            commands.send(RemovalTasks.open(again, migration, removal, step, why, null));
        }
    }
}
