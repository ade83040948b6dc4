package dev.switchover.migration.migration.policy;

import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalStep;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks by which people are asked through a removal. */
final class RemovalTasks {

    static final String KIND = "migration.removal";

    private RemovalTasks() {}

    static TaskId id(MigrationId migration, int removal, RemovalStep step) {
        return new TaskId("removal-" + migration.value() + "-" + removal + "-" + step.id());
    }

    static OpenTask open(
            TaskId id,
            MigrationId migration,
            int removal,
            RemovalStep step,
            String instructions,
            @Nullable Instant dueAt) {
        return new OpenTask(
                id,
                migration.toString(),
                KIND,
                "Removal of the source: " + step.id(),
                instructions,
                dueAt,
                Map.of("migration", migration.value(), "removal", String.valueOf(removal), "step", step.id()));
    }
}
