package dev.switchover.notification.letter.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.notification.letter.domain.NotificationEvent;
import dev.switchover.notification.letter.domain.NotificationEvent.DeliveryStarted;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationAccepted;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationAcknowledged;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationBounced;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationCancelled;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationDeclined;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationDeferred;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationHeld;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRefused;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationReleased;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRequested;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRetried;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationUnknown;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationWithdrawn;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.driver.DeliverMail;
import dev.switchover.notification.letter.driver.Delivery;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes down each attempt that is to be made, and when. */
@Singleton
@ProcessingGroup("mail-delivery")
@DisallowReplay
public class DeliverWhenDue {

    private final Deeds deeds;

    DeliverWhenDue(Deeds deeds) {
        this.deeds = deeds;
    }

    @EventHandler
    void on(NotificationEvent event, @Timestamp Instant at) {
        switch (event) {
            case NotificationRequested it -> deliver(it.notificationId(), 1, at, "");
            case NotificationReleased it -> deliver(it.notificationId(), 1, at, "");
            case NotificationDeferred it -> deliver(it.notificationId(), it.attempt() + 1, it.nextAttemptAt(), "");
            case NotificationUnknown it
            when it.nextAttemptAt() != null -> deliver(it.notificationId(), it.attempt() + 1, it.nextAttemptAt(), "");
            // beside the deed that may be waiting for the same attempt; the first of the two makes it
            case NotificationRetried it -> deliver(it.notificationId(), it.attempt(), at, "/by-hand");
            case NotificationUnknown it -> {}
            case NotificationHeld it -> {}
            case DeliveryStarted it -> {}
            case NotificationAccepted it -> {}
            case NotificationRefused it -> {}
            case NotificationCancelled it -> {}
            case NotificationWithdrawn it -> {}
            case NotificationBounced it -> {}
            case NotificationAcknowledged it -> {}
            case NotificationDeclined it -> {}
        }
    }

    private void deliver(NotificationId id, int attempt, Instant at, String suffix) {
        deeds.schedule(DeliverMail.NAME, "%s#%d%s".formatted(id, attempt, suffix), at, new Delivery(id, attempt));
    }
}
