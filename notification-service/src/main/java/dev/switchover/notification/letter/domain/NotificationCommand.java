package dev.switchover.notification.letter.domain;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a notification. Attempts count from 1. */
public sealed interface NotificationCommand {

    NotificationId notificationId();

    record RequestNotification(@TargetAggregateIdentifier NotificationId notificationId, Occasion occasion, Seal seal)
            implements NotificationCommand {}

    /** There is nobody to write to yet. */
    record HoldNotification(@TargetAggregateIdentifier NotificationId notificationId, Occasion occasion)
            implements NotificationCommand {}

    record ReleaseNotification(@TargetAggregateIdentifier NotificationId notificationId, Seal seal)
            implements NotificationCommand {}

    /** Answers a {@link Turn}. */
    record StartDelivery(@TargetAggregateIdentifier NotificationId notificationId, int attempt)
            implements NotificationCommand {}

    record RecordAcceptance(@TargetAggregateIdentifier NotificationId notificationId, int attempt)
            implements NotificationCommand {}

    /** {@code reply} is the SMTP code, 0 if there was none. */
    record RecordDeferral(
            @TargetAggregateIdentifier NotificationId notificationId, int attempt, int reply, Instant nextAttemptAt)
            implements NotificationCommand {}

    /** For good; {@code reply} below 500 means that patience has ended. */
    record RecordRefusal(@TargetAggregateIdentifier NotificationId notificationId, int attempt, int reply)
            implements NotificationCommand {}

    /** Without {@code nextAttemptAt} patience has ended, and a person has to find out. */
    record RecordDoubt(
            @TargetAggregateIdentifier NotificationId notificationId,
            int attempt,
            @Nullable Instant nextAttemptAt) implements NotificationCommand {}

    record RetryNotification(@TargetAggregateIdentifier NotificationId notificationId) implements NotificationCommand {}

    record CancelNotification(@TargetAggregateIdentifier NotificationId notificationId, String reason)
            implements NotificationCommand {}

    /** It has become pointless while the mail server puts it off. Whoever is to send it is told otherwise. */
    record WithdrawNotification(@TargetAggregateIdentifier NotificationId notificationId, String reason)
            implements NotificationCommand {}

    /** {@code status} is the enhanced status code of the report, such as 5.1.1. */
    record RecordBounce(@TargetAggregateIdentifier NotificationId notificationId, String status)
            implements NotificationCommand {}

    record RecordAnswer(@TargetAggregateIdentifier NotificationId notificationId, boolean agreed)
            implements NotificationCommand {}
}
