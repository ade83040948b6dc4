package dev.switchover.kit.task;

import java.time.Instant;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a task. */
public sealed interface TaskCommand {

    TaskId taskId();

    /** {@code subject} is the id of the thing it is about, such as {@code cluster/c1}. */
    record OpenTask(
            @TargetAggregateIdentifier TaskId taskId,
            String subject,
            String kind,
            String title,
            String instructions,
            @Nullable Instant dueAt,
            Map<String, String> details)
            implements TaskCommand {}

    /**
     * It has been done.
     *
     * @param subject what it must be about, lest something else is said to be done; none: whatever it is about
     */
    record CompleteTask(
            @TargetAggregateIdentifier TaskId taskId,
            String evidence,
            @Nullable String subject) implements TaskCommand {

        public CompleteTask(TaskId taskId, String evidence) {
            this(taskId, evidence, null);
        }
    }

    /**
     * No longer needed.
     *
     * @param subject what it must be about, lest something else is not done; none: whatever it is about
     */
    record DropTask(
            @TargetAggregateIdentifier TaskId taskId,
            String reason,
            @Nullable String subject) implements TaskCommand {

        public DropTask(TaskId taskId, String reason) {
            this(taskId, reason, null);
        }
    }
}
