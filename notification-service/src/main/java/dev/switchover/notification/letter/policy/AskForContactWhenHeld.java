package dev.switchover.notification.letter.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationCancelled;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationHeld;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationReleased;
import dev.switchover.notification.letter.domain.NotificationId;
import jakarta.inject.Singleton;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** A mail that nobody can receive is a task for a person, until there is somebody. */
@Singleton
@ProcessingGroup("missing-contact-task")
@DisallowReplay
public class AskForContactWhenHeld {

    private final Commands commands;

    AskForContactWhenHeld(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(NotificationHeld event) {
        var party = event.occasion().party();
        commands.send(new OpenTask(
                task(event.notificationId()),
                event.notificationId().toString(),
                "missing-contact",
                "Say who is written to for " + party,
                "PUT /contacts/%s. The mail goes out by itself as soon as somebody is known.".formatted(party),
                null,
                Map.of("party", party, "template", event.occasion().template())));
    }

    @EventHandler
    void on(NotificationReleased event) {
        commands.send(new CompleteTask(task(event.notificationId()), "There is a contact now."));
    }

    @EventHandler
    void on(NotificationCancelled event) {
        if (event.held()) {
            commands.send(new DropTask(task(event.notificationId()), event.reason()));
        }
    }

    private static TaskId task(NotificationId id) {
        return new TaskId("contact-for-" + id.value());
    }
}
