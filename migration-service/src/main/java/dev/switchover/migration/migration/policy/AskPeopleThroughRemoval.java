package dev.switchover.migration.migration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalCancelled;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepStarted;
import dev.switchover.migration.migration.domain.RemovalStep;
import dev.switchover.migration.migration.driver.RemovalConfig;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Each manual step becomes a task; a cancelled removal needs none any more. One processor, so that order is kept. */
@Singleton
@ProcessingGroup("ask-people-through-removal")
@DisallowReplay
public class AskPeopleThroughRemoval {

    private final Commands commands;
    private final RemovalConfig config;

    AskPeopleThroughRemoval(Commands commands, RemovalConfig config) {
        this.commands = commands;
        this.config = config;
    }

    @EventHandler
    void on(RemovalStepStarted event, @Timestamp Instant at) {
        if (event.step().manual()) {
            commands.send(task(event, at));
        }
    }

    @EventHandler
    void on(RemovalCancelled event) {
        var open = event.open();
        if (open != null) {
            commands.send(new DropTask(
                    RemovalTasks.id(event.migrationId(), event.removal(), open),
                    "removal cancelled: " + event.reason()));
        }
    }

    private OpenTask task(RemovalStepStarted event, Instant at) {
        return RemovalTasks.open(
                RemovalTasks.id(event.migrationId(), event.removal(), event.step()),
                event.migrationId(),
                event.removal(),
                event.step(),
                instructions(event.step()),
                at.plus(config.stepLimit()));
    }

    private static String instructions(RemovalStep step) {
        return switch (step) {
            case PREPARE ->
                "Take a last backup and have the commands ready. Ending this task suspends management on the source.";
            case RELEASE -> "Look once more for calls on the source. Ending this task is the point of no return.";
            case DELETE_SOURCE ->
                "Delete the source from the cluster and promote the target. End this task when that is done.";
            case SUSPEND_MANAGEMENT, HAND_OVER -> "Nothing to do.";
        };
    }
}
