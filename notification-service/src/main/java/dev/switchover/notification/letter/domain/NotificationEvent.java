package dev.switchover.notification.letter.domain;

import dev.switchover.eventstore.StoredAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a notification. No event holds an address or a text. */
public sealed interface NotificationEvent {

    NotificationId notificationId();

    @StoredAs("notification.requested")
    record NotificationRequested(NotificationId notificationId, Occasion occasion, Seal seal)
            implements NotificationEvent {}

    @StoredAs("notification.held")
    record NotificationHeld(NotificationId notificationId, Occasion occasion) implements NotificationEvent {}

    @StoredAs("notification.released")
    record NotificationReleased(NotificationId notificationId, Occasion occasion, Seal seal)
            implements NotificationEvent {}

    @StoredAs("notification.delivery-started")
    record DeliveryStarted(NotificationId notificationId, int attempt) implements NotificationEvent {}

    @StoredAs("notification.accepted")
    record NotificationAccepted(NotificationId notificationId, Occasion occasion, String messageId, int attempt)
            implements NotificationEvent {}

    @StoredAs("notification.deferred")
    record NotificationDeferred(
            NotificationId notificationId,
            Occasion occasion,
            String messageId,
            int attempt,
            int reply,
            Instant nextAttemptAt)
            implements NotificationEvent {}

    @StoredAs("notification.refused")
    record NotificationRefused(
            NotificationId notificationId, Occasion occasion, String messageId, int attempt, int reply)
            implements NotificationEvent {}

    @StoredAs("notification.unknown")
    record NotificationUnknown(
            NotificationId notificationId,
            Occasion occasion,
            String messageId,
            int attempt,
            @Nullable Instant nextAttemptAt)
            implements NotificationEvent {}

    @StoredAs("notification.retried")
    record NotificationRetried(NotificationId notificationId, int attempt) implements NotificationEvent {}

    /** {@code held}: nobody was known to write to. */
    @StoredAs("notification.cancelled")
    record NotificationCancelled(NotificationId notificationId, String reason, boolean held)
            implements NotificationEvent {}

    /** It is not tried again, but an attempt ended in doubt: it may have arrived. */
    @StoredAs("notification.withdrawn")
    record NotificationWithdrawn(NotificationId notificationId, String reason) implements NotificationEvent {}

    @StoredAs("notification.bounced")
    record NotificationBounced(NotificationId notificationId, String status) implements NotificationEvent {}

    @StoredAs("notification.acknowledged")
    record NotificationAcknowledged(NotificationId notificationId) implements NotificationEvent {}

    @StoredAs("notification.declined")
    record NotificationDeclined(NotificationId notificationId) implements NotificationEvent {}
}
