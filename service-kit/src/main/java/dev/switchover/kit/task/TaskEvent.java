package dev.switchover.kit.task;

import dev.switchover.eventstore.StoredAs;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a task. The ends repeat what it was about, for the policies that wait for them. */
public sealed interface TaskEvent {

    TaskId taskId();

    @StoredAs("task.opened")
    record TaskOpened(
            TaskId taskId,
            String subject,
            String kind,
            String title,
            String instructions,
            @Nullable Instant dueAt,
            Map<String, String> details)
            implements TaskEvent {}

    @StoredAs("task.done")
    record TaskDone(TaskId taskId, String subject, String kind, Map<String, String> details, String evidence)
            implements TaskEvent {}

    @StoredAs("task.dropped")
    record TaskDropped(TaskId taskId, String subject, String kind, Map<String, String> details, String reason)
            implements TaskEvent {}
}
