package dev.switchover.kit.task;

import dev.switchover.kit.axon.Commands;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** Closes tasks whose ids are made of names, also those that were opened before these were joined by dots. */
@Singleton
public class NamedTasks {

    private final Commands commands;

    NamedTasks(Commands commands) {
        this.commands = commands;
    }

    /**
     * Closes the one that was opened.
     *
     * @param before its id if it was opened then; so may be called what is about something else, so the command names the
     *     subject
     */
    public void close(TaskId id, TaskId before, Function<TaskId, TaskCommand> closing) {
        try {
            commands.send(closing.apply(id));
        } catch (AggregateNotFoundException e) {
            commands.send(closing.apply(before));
        }
    }
}
