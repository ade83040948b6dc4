package dev.switchover.notification.letter.domain;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.notification.letter.domain.NotificationCommand.CancelNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.HoldNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordAcceptance;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordAnswer;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordBounce;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordDeferral;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordDoubt;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordRefusal;
import dev.switchover.notification.letter.domain.NotificationCommand.ReleaseNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RequestNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RetryNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.StartDelivery;
import dev.switchover.notification.letter.domain.NotificationCommand.WithdrawNotification;
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
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One mail to one recipient, from the request to what became of it. */
@AggregateRoot(type = "Notification")
public class Notification {

    @AggregateIdentifier
    private @Nullable NotificationId id;

    private NotificationState state = NotificationState.NEW;
    private Occasion occasion = new Occasion("", "", "", "", 0);
    private String messageId = "";

    /** For Axon, which then replays the events. */
    Notification() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RequestNotification command) {
        if (id == null) {
            apply(new NotificationRequested(command.notificationId(), command.occasion(), command.seal()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(HoldNotification command) {
        if (id == null) {
            apply(new NotificationHeld(command.notificationId(), command.occasion()));
        }
    }

    @CommandHandler
    void decide(ReleaseNotification command) {
        if (state.standing() == Standing.NO_CONTACT) {
            apply(new NotificationReleased(command.notificationId(), occasion, command.seal()));
        }
    }

    @CommandHandler
    Turn decide(StartDelivery command) {
        var turn = state.turn(command.attempt());
        if (turn == Turn.SEND) {
            apply(new DeliveryStarted(command.notificationId(), command.attempt()));
        }
        return turn;
    }

    @CommandHandler
    void decide(RecordAcceptance command) {
        if (state.awaits(command.attempt())) {
            apply(new NotificationAccepted(command.notificationId(), occasion, messageId, command.attempt()));
        }
    }

    @CommandHandler
    void decide(RecordDeferral command) {
        if (state.awaits(command.attempt())) {
            apply(new NotificationDeferred(
                    command.notificationId(),
                    occasion,
                    messageId,
                    command.attempt(),
                    command.reply(),
                    command.nextAttemptAt()));
        }
    }

    @CommandHandler
    void decide(RecordRefusal command) {
        if (state.awaits(command.attempt())) {
            apply(new NotificationRefused(
                    command.notificationId(), occasion, messageId, command.attempt(), command.reply()));
        }
    }

    @CommandHandler
    void decide(RecordDoubt command) {
        if (state.awaits(command.attempt()) && state.standing() != Standing.UNKNOWN) {
            apply(new NotificationUnknown(
                    command.notificationId(), occasion, messageId, command.attempt(), command.nextAttemptAt()));
        }
    }

    @CommandHandler
    void decide(RetryNotification command) {
        switch (state.standing()) {
            case DEFERRED, UNKNOWN, REFUSED, BOUNCED ->
                apply(new NotificationRetried(command.notificationId(), state.attempts() + 1));
            case REQUESTED -> {} // its turn has come already
            case NO_CONTACT ->
                throw notAllowed("retried").remedy("Say who is to be written to: PUT /contacts/" + occasion.party());
            case SENDING -> throw notAllowed("retried").remedy("Wait for the outcome of the attempt.");
            case ACCEPTED, ACKNOWLEDGED, DECLINED, CANCELLED -> throw notAllowed("retried");
        }
    }

    @CommandHandler
    void decide(CancelNotification command) {
        switch (state.standing()) {
            case REQUESTED, NO_CONTACT, DEFERRED, UNKNOWN, REFUSED, BOUNCED -> giveUp(command.reason());
            case CANCELLED -> {} // asked twice: fine
            case SENDING -> throw notAllowed("cancelled").remedy("Wait for the outcome of the attempt.");
            case ACCEPTED, ACKNOWLEDGED, DECLINED -> throw notAllowed("cancelled");
        }
    }

    @CommandHandler
    void decide(WithdrawNotification command) {
        switch (state.standing()) {
            case DEFERRED, UNKNOWN -> giveUp(command.reason());
            default -> {} // it is about to go out, or nobody sends it
        }
    }

    @CommandHandler
    void decide(RecordBounce command) {
        switch (state.standing()) {
            case ACCEPTED, UNKNOWN -> apply(new NotificationBounced(command.notificationId(), command.status()));
            case BOUNCED -> {} // reported twice: fine
            default -> throw notAllowed("bounced");
        }
    }

    @CommandHandler
    void decide(RecordAnswer command) {
        switch (state.standing()) {
            case ACCEPTED, UNKNOWN, ACKNOWLEDGED, DECLINED -> answer(command);
            default -> throw notAllowed("answered");
        }
    }

    @EventSourcingHandler
    void evolve(NotificationEvent event) {
        id = event.notificationId();
        state = state.after(event);
        switch (event) {
            case NotificationRequested requested ->
                remember(requested.occasion(), requested.seal().messageId());
            case NotificationHeld held -> remember(held.occasion(), "");
            case NotificationReleased released ->
                remember(occasion, released.seal().messageId());
            default -> {} // the state says it all
        }
    }

    /** What may have arrived is never called cancelled: nobody could rely on the recipient not having it. */
    private void giveUp(String reason) {
        var notification = Objects.requireNonNull(id);
        if (!state.doubt()) {
            apply(new NotificationCancelled(notification, reason, state.standing() == Standing.NO_CONTACT));
        } else if (!state.over()) {
            apply(new NotificationWithdrawn(notification, reason));
        }
    }

    private void answer(RecordAnswer command) {
        if (command.agreed() && state.standing() != Standing.ACKNOWLEDGED) {
            apply(new NotificationAcknowledged(command.notificationId()));
        } else if (!command.agreed() && state.standing() != Standing.DECLINED) {
            apply(new NotificationDeclined(command.notificationId()));
        }
    }

    private void remember(Occasion why, String message) {
        occasion = why;
        messageId = message;
    }

    private Rejection notAllowed(String done) {
        return Rejection.conflict(
                        "notification-in-wrong-state",
                        "The notification cannot be %s: it is %s.".formatted(done, state.standing()))
                .with("state", state.standing());
    }
}
