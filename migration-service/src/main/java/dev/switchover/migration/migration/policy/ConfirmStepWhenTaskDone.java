package dev.switchover.migration.migration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.migration.migration.domain.RemovalCommand.ConfirmRemovalStep;
import dev.switchover.migration.migration.policy.RemovalTasks.Asked;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/** A task that is done confirms its step; if that is refused, a new task says why, as long as the step is asked for. */
@Singleton
@ProcessingGroup("confirm-removal-step-when-task-done")
@DisallowReplay
public class ConfirmStepWhenTaskDone {

    /** The refusals after which nobody is to do the step any more. */
    private static final Set<String> PAST = Set.of("removal-step-not-open", "migration-in-wrong-state");

    private final Commands commands;
    private final RemovalTasks tasks;

    ConfirmStepWhenTaskDone(Commands commands, RemovalTasks tasks) {
        this.commands = commands;
        this.tasks = tasks;
    }

    @EventHandler
    void on(TaskDone event, @Timestamp Instant at, @MetaDataValue("actor") @Nullable String actor) {
        if (!event.kind().equals(RemovalTasks.KIND)) {
            return;
        }
        var asked = Asked.of(event.details());
        var by = actor == null ? "unknown" : actor;
        try {
            commands.send(
                    new ConfirmRemovalStep(asked.migration(), asked.removal(), asked.step(), event.evidence(), by, at));
        } catch (Rejection refusal) {
            if (PAST.contains(refusal.problem())) {
                throw refusal;
            }
            var round = Integer.parseInt(event.details().getOrDefault("round", "1"));
            var why = "Refused: " + refusal.getMessage() + " Put that right, then end this task.";
            tasks.open(asked, round + 1, why, null);
        }
    }
}
