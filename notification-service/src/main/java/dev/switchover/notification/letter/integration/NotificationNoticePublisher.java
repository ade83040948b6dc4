package dev.switchover.notification.letter.integration;

import dev.switchover.contracts.notification.v1.NotificationNotice;
import dev.switchover.kit.kafka.NoticeOutbox;
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
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;

/** Tells the other services what became of the mails. */
@Singleton
@ProcessingGroup("notification-notices")
@DisallowReplay
public class NotificationNoticePublisher {

    private final NoticeOutbox outbox;

    NotificationNoticePublisher(NoticeOutbox outbox) {
        this.outbox = outbox;
    }

    @EventHandler
    void on(NotificationEvent event, @Timestamp Instant at, @MessageIdentifier String eventId) {
        notice(event, at)
                .ifPresent(notice -> outbox.publish(NotificationNotice.TOPIC, notice.key(), eventId, at, notice));
    }

    /** What others may know of an event; empty for what stays inside. */
    static Optional<NotificationNotice> notice(NotificationEvent event, Instant at) {
        var key = event.notificationId().toString();
        return switch (event) {
            case NotificationAccepted(var id, var why, var message, var attempt) ->
                Optional.of(new NotificationNotice.NotificationAccepted(
                        key, at, why.party(), why.about(), why.template(), message, attempt));
            case NotificationDeferred(var id, var why, var message, var attempt, var reply, var next) ->
                Optional.of(new NotificationNotice.NotificationDeferred(
                        key, at, why.party(), why.about(), why.template(), message, attempt, reply, next));
            case NotificationRefused(var id, var why, var message, var attempt, var reply) ->
                Optional.of(new NotificationNotice.NotificationRefused(
                        key, at, why.party(), why.about(), why.template(), message, attempt, reply));
            case NotificationUnknown(var id, var why, var message, var attempt, var next) ->
                Optional.of(new NotificationNotice.NotificationUnknown(
                        key, at, why.party(), why.about(), why.template(), message, attempt));
            case NotificationHeld(var id, var why) ->
                Optional.of(new NotificationNotice.NotificationNoContact(
                        key, at, why.party(), why.about(), why.template()));
            case NotificationRequested it -> Optional.empty();
            case NotificationReleased it -> Optional.empty();
            case DeliveryStarted it -> Optional.empty();
            case NotificationRetried it -> Optional.empty();
            case NotificationCancelled it -> Optional.empty();
            case NotificationWithdrawn it -> Optional.empty();
            case NotificationBounced it -> Optional.empty();
            case NotificationAcknowledged it -> Optional.empty();
            case NotificationDeclined it -> Optional.empty();
        };
    }
}
