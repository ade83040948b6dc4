package dev.switchover.kit.task;

import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.kit.task.TaskEvent.TaskDropped;
import dev.switchover.kit.task.TaskEvent.TaskOpened;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/** Keeps views.task. */
@ProcessingGroup(TaskProjection.GROUP)
public class TaskProjection {

    static final String GROUP = "task";

    private final TaskTable table;

    TaskProjection(TaskTable table) {
        this.table = table;
    }

    @EventHandler
    void on(TaskEvent event, @Timestamp Instant at, @MetaDataValue("actor") @Nullable String actor) {
        switch (event) {
            case TaskOpened opened -> table.insert(opened, at);
            case TaskDone done -> table.close(done.taskId(), TaskState.DONE, at, actor, done.evidence());
            case TaskDropped dropped -> table.close(dropped.taskId(), TaskState.DROPPED, at, actor, dropped.reason());
        }
    }
}
