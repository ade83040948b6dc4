package dev.switchover.migration.migration.policy;

import dev.switchover.migration.migration.domain.RemovalEvent.RemovalCancelled;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepDone;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepStarted;
import dev.switchover.migration.migration.domain.RemovalStep;
import dev.switchover.migration.migration.driver.RemovalConfig;
import dev.switchover.migration.migration.policy.RemovalTasks.Asked;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Each manual step becomes a task, until it is confirmed or the removal cancelled. One processor, so that order is kept. */
@Singleton
@ProcessingGroup("ask-people-through-removal")
@DisallowReplay
public class AskPeopleThroughRemoval {

    private final RemovalTasks tasks;
    private final RemovalConfig config;

    AskPeopleThroughRemoval(RemovalTasks tasks, RemovalConfig config) {
        this.tasks = tasks;
        this.config = config;
    }

    @EventHandler
    void on(RemovalStepStarted event, @Timestamp Instant at) {
        if (event.step().manual()) {
            var asked = new Asked(event.migrationId(), event.removal(), event.step());
            tasks.open(asked, 1, instructions(event.step()), at.plus(config.stepLimit()));
        }
    }

    /** Whichever way it was confirmed. */
    @EventHandler
    void on(RemovalStepDone event) {
        if (event.step().manual()) {
            tasks.complete(new Asked(event.migrationId(), event.removal(), event.step()), event.evidence());
        }
    }

    @EventHandler
    void on(RemovalCancelled event) {
        var open = event.open();
        if (open != null) {
            tasks.drop(new Asked(event.migrationId(), event.removal(), open), "removal cancelled: " + event.reason());
        }
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
