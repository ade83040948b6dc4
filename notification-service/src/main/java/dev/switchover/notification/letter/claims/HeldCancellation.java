package dev.switchover.notification.letter.claims;

import dev.switchover.notification.letter.domain.NotificationEvent.NotificationCancelled;
import jakarta.inject.Singleton;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** What is cancelled waits for nobody any more, in the same transaction: a contact does not bring it back. */
@Singleton
@ProcessingGroup("held-mail-cancellation")
public class HeldCancellation {

    private final HeldTable held;

    HeldCancellation(HeldTable held) {
        this.held = held;
    }

    @EventHandler
    void on(NotificationCancelled event) {
        if (event.held()) {
            held.delete(event.notificationId());
        }
    }
}
