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

    record CompleteTask(@TargetAggregateIdentifier TaskId taskId, String evidence) implements TaskCommand {}

    /** No longer needed. */
    record DropTask(@TargetAggregateIdentifier TaskId taskId, String reason) implements TaskCommand {}
}
