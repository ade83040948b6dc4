package dev.switchover.notification.letter.view;

import static dev.switchover.notification.letter.domain.Standing.ACCEPTED;
import static dev.switchover.notification.letter.domain.Standing.ACKNOWLEDGED;
import static dev.switchover.notification.letter.domain.Standing.BOUNCED;
import static dev.switchover.notification.letter.domain.Standing.CANCELLED;
import static dev.switchover.notification.letter.domain.Standing.DECLINED;
import static dev.switchover.notification.letter.domain.Standing.DEFERRED;
import static dev.switchover.notification.letter.domain.Standing.NO_CONTACT;
import static dev.switchover.notification.letter.domain.Standing.REFUSED;
import static dev.switchover.notification.letter.domain.Standing.REQUESTED;
import static dev.switchover.notification.letter.domain.Standing.UNKNOWN;

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
import dev.switchover.notification.letter.view.NotificationTable.Outcome;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Keeps views.notification. */
public class NotificationProjection {

    private final NotificationTable table;

    public NotificationProjection(NotificationTable table) {
        this.table = table;
    }

    @EventHandler
    void on(NotificationEvent event, @Timestamp Instant at) {
        var id = event.notificationId();
        switch (event) {
            case NotificationRequested(var same, var occasion, var seal) -> {
                table.insert(id, occasion, REQUESTED, at);
                table.seal(id, seal, at);
            }
            case NotificationHeld(var same, var occasion) -> table.insert(id, occasion, NO_CONTACT, at);
            case NotificationReleased(var same, var occasion, var seal) -> {
                table.seal(id, seal, at);
                table.enter(id, Outcome.of(REQUESTED), at);
            }
            case DeliveryStarted(var same, var attempt) -> table.attempt(id, attempt, at);
            case NotificationAccepted it -> table.enter(id, Outcome.of(ACCEPTED), at);
            case NotificationDeferred it ->
                table.enter(id, new Outcome(DEFERRED, it.reply(), it.nextAttemptAt(), null), at);
            case NotificationRefused it -> table.enter(id, new Outcome(REFUSED, it.reply(), null, null), at);
            case NotificationUnknown it -> table.enter(id, new Outcome(UNKNOWN, null, it.nextAttemptAt(), null), at);
            case NotificationRetried it -> table.enter(id, Outcome.of(REQUESTED), at);
            case NotificationCancelled it -> table.enter(id, Outcome.because(CANCELLED, it.reason()), at);
            case NotificationWithdrawn it -> table.enter(id, Outcome.because(UNKNOWN, it.reason()), at);
            case NotificationBounced it -> table.enter(id, Outcome.because(BOUNCED, it.status()), at);
            case NotificationAcknowledged it -> table.enter(id, Outcome.of(ACKNOWLEDGED), at);
            case NotificationDeclined it -> table.enter(id, Outcome.of(DECLINED), at);
        }
    }
}
