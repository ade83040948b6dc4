package dev.switchover.notification.letter.claims;

import dev.switchover.notification.letter.domain.NotificationEvent;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationAccepted;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationCancelled;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationWithdrawn;
import jakarta.inject.Singleton;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** What has left, or never will, is on its way no more, in the same transaction. */
@Singleton
@ProcessingGroup("mail-arrival")
public class Arrival {

    private final MessageTable messages;

    Arrival(MessageTable messages) {
        this.messages = messages;
    }

    @EventHandler
    void on(NotificationEvent event) {
        if (event instanceof NotificationAccepted
                || event instanceof NotificationCancelled
                || event instanceof NotificationWithdrawn) {
            messages.arrived(event.notificationId());
        }
    }
}
