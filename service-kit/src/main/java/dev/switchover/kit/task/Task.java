package dev.switchover.kit.task;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.kit.task.TaskEvent.TaskDropped;
import dev.switchover.kit.task.TaskEvent.TaskOpened;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One thing a person must do. */
@AggregateRoot(type = "Task")
public class Task {

    @AggregateIdentifier
    private @Nullable TaskId id;

    private @Nullable TaskOpened opened;
    private TaskState state = TaskState.OPEN;

    /** For Axon, which then replays the events. */
    Task() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(OpenTask command) {
        var wanted = new TaskOpened(
                command.taskId(),
                command.subject(),
                command.kind(),
                command.title(),
                command.instructions(),
                command.dueAt(),
                command.details());
        if (opened == null) {
            apply(wanted);
        } else if (!wanted.equals(opened)) {
            throw Rejection.conflict("exists-with-other-content", "There is another " + id + ".")
                    .differs("subject", opened.subject(), wanted.subject())
                    .differs("kind", opened.kind(), wanted.kind())
                    .differs("title", opened.title(), wanted.title())
                    .differs("instructions", opened.instructions(), wanted.instructions())
                    .differs("dueAt", opened.dueAt(), wanted.dueAt())
                    .differs("details", opened.details(), wanted.details());
        }
    }

    @CommandHandler
    void decide(CompleteTask command) {
        if (!isAbout(command.subject())) {
            return;
        }
        switch (state) {
            case OPEN -> {
                var task = task();
                apply(new TaskDone(task.taskId(), task.subject(), task.kind(), task.details(), command.evidence()));
            }
            case DONE -> {} // said twice: fine
            case DROPPED -> throw Rejection.conflict("task-closed", id + " is no longer needed.");
        }
    }

    @CommandHandler
    void decide(DropTask command) {
        if (!isAbout(command.subject())) {
            return;
        }
        switch (state) {
            case OPEN -> {
                var task = task();
                apply(new TaskDropped(task.taskId(), task.subject(), task.kind(), task.details(), command.reason()));
            }
            case DROPPED -> {} // said twice: fine
            case DONE -> throw Rejection.conflict("task-closed", id + " has been done.");
        }
    }

    private boolean isAbout(@Nullable String subject) {
        return subject == null || subject.equals(task().subject());
    }

    private TaskOpened task() {
        if (opened == null) {
            throw new IllegalStateException("a task without its first event");
        }
        return opened;
    }

    @EventSourcingHandler
    void evolve(TaskEvent event) {
        id = event.taskId();
        switch (event) {
            case TaskOpened first -> opened = first;
            case TaskDone done -> state = TaskState.DONE;
            case TaskDropped dropped -> state = TaskState.DROPPED;
        }
    }
}
