package dev.switchover.kit.task;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of views.task, and the JSON that people see. */
public record TaskView(
        String id,
        String subject,
        String kind,
        String title,
        String instructions,
        @Nullable Instant dueAt,
        Map<String, String> details,
        TaskState state,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable String evidence) {}
