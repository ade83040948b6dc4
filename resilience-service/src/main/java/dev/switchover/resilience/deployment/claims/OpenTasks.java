package dev.switchover.resilience.deployment.claims;

import dev.switchover.kit.task.TaskEvent;
import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.kit.task.TaskEvent.TaskDropped;
import dev.switchover.kit.task.TaskEvent.TaskOpened;
import jakarta.inject.Singleton;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Writes down what people are still asked to do, in the transaction of the event. */
@Singleton
@ProcessingGroup("open-tasks")
public class OpenTasks {

    private final OpenTaskTable tasks;

    OpenTasks(OpenTaskTable tasks) {
        this.tasks = tasks;
    }

    @EventHandler
    void on(TaskEvent event) {
        switch (event) {
            case TaskOpened opened -> tasks.insert(opened.taskId(), opened.subject());
            case TaskDone done -> tasks.delete(done.taskId());
            case TaskDropped dropped -> tasks.delete(dropped.taskId());
        }
    }
}
