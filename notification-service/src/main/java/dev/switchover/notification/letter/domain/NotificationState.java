package dev.switchover.notification.letter.domain;

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
import java.util.Set;

/**
 * Where a notification stands, and how many attempts have begun. {@code doubt}: one of them may have reached the recipient;
 * {@code over}: nobody tries it again unless a person says so.
 */
record NotificationState(Standing standing, int attempts, boolean doubt, boolean over) {

    static final NotificationState NEW = new NotificationState(Standing.REQUESTED, 0, false, false);

    private static final Set<Standing> DUE = Set.of(Standing.REQUESTED, Standing.DEFERRED, Standing.UNKNOWN);

    NotificationState after(NotificationEvent event) {
        return switch (event) {
            case NotificationRequested requested -> now(Standing.REQUESTED);
            case NotificationHeld held -> now(Standing.NO_CONTACT);
            case NotificationReleased released -> now(Standing.REQUESTED);
            case DeliveryStarted started -> new NotificationState(Standing.SENDING, started.attempt(), doubt, false);
            case NotificationAccepted accepted -> now(Standing.ACCEPTED);
            case NotificationDeferred deferred -> now(Standing.DEFERRED);
            case NotificationRefused refused -> now(Standing.REFUSED);
            case NotificationUnknown unknown -> new NotificationState(Standing.UNKNOWN, attempts, true, false);
            case NotificationRetried retried -> now(Standing.REQUESTED);
            case NotificationCancelled cancelled -> now(Standing.CANCELLED);
            case NotificationWithdrawn withdrawn -> new NotificationState(Standing.UNKNOWN, attempts, true, true);
            case NotificationBounced bounced -> new NotificationState(Standing.BOUNCED, attempts, false, false);
            case NotificationAcknowledged acknowledged -> now(Standing.ACKNOWLEDGED);
            case NotificationDeclined declined -> now(Standing.DECLINED);
        };
    }

    Turn turn(int attempt) {
        if (DUE.contains(standing) && !over && attempt == attempts + 1) {
            return Turn.SEND;
        }
        return standing == Standing.SENDING && attempt == attempts ? Turn.LOST : Turn.LEAVE;
    }

    /** Whether a report about an attempt still says something new: a late one may lift a doubt. */
    boolean awaits(int attempt) {
        return attempt == attempts && (standing == Standing.SENDING || standing == Standing.UNKNOWN);
    }

    private NotificationState now(Standing next) {
        return new NotificationState(next, attempts, doubt, false);
    }
}
