package dev.switchover.notification.letter.driver;

import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.notification.letter.claims.MessageTable;
import dev.switchover.notification.letter.claims.StoredMail;
import dev.switchover.notification.letter.domain.NotificationCommand;
import dev.switchover.notification.letter.domain.NotificationCommand.CancelNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordAcceptance;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordDeferral;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordDoubt;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordRefusal;
import dev.switchover.notification.letter.domain.NotificationCommand.StartDelivery;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Turn;
import dev.switchover.notification.letter.driver.Handover.Accepted;
import dev.switchover.notification.letter.driver.Handover.Deferred;
import dev.switchover.notification.letter.driver.Handover.Refused;
import dev.switchover.notification.letter.driver.Handover.Unknown;
import dev.switchover.notification.mail.MailConfig;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Sends the stored bytes. Before each attempt the log knows of it, so that a worker that dies leaves a doubt, no gap. */
@Singleton
public class DeliverMail implements Deed<Delivery> {

    public static final String NAME = "deliver-mail";

    private final MessageTable messages;
    private final SmtpServer server;
    private final Patience patience;
    private final Reports reports;
    private final MailConfig config;

    DeliverMail(MessageTable messages, SmtpServer server, Patience patience, Reports reports, MailConfig config) {
        this.messages = messages;
        this.server = server;
        this.patience = patience;
        this.reports = reports;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Delivery> details() {
        return Delivery.class;
    }

    /** How often a mail is tried is the notification's business; only our own faults come here. */
    @Override
    public int attempts() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void carryOut(Delivery delivery, int ignored) {
        var id = delivery.notificationId();
        var mail = messages.find(id).orElseThrow(() -> new IllegalStateException(id + " has no mail"));
        var heldBack = mail.heldBack(delivery.attempt());
        if (heldBack.isPresent()) {
            cancel(delivery, mail, heldBack.get());
            return;
        }
        switch (reports.<Turn>once(new StartDelivery(id, delivery.attempt()))) {
            case SEND -> send(delivery, mail);
            case LOST -> reports.untilHeard(doubt(delivery, mail));
            case LEAVE -> {} // another worker, or a person, was faster
        }
    }

    private void send(Delivery delivery, StoredMail mail) {
        var id = delivery.notificationId();
        var outcome = server.handOver(mail.mime(), config.from(), mail.recipient());
        var report = report(delivery, mail.madeAt(), outcome);
        Log.infof(
                "%s, attempt %d: %s", id, delivery.attempt(), report.getClass().getSimpleName());
        reports.untilHeard(report);
        remember(id, outcome);
    }

    private NotificationCommand report(Delivery delivery, Instant madeAt, Handover outcome) {
        var id = delivery.notificationId();
        var attempt = delivery.attempt();
        return switch (outcome) {
            case Accepted accepted -> new RecordAcceptance(id, attempt);
            case Deferred deferred ->
                patience.nextAttempt(attempt, madeAt)
                        .<NotificationCommand>map(next -> new RecordDeferral(id, attempt, deferred.reply(), next))
                        .orElseGet(() -> new RecordRefusal(id, attempt, deferred.reply()));
            case Refused refused -> new RecordRefusal(id, attempt, refused.reply());
            case Unknown unknown ->
                new RecordDoubt(
                        id, attempt, patience.nextAttempt(attempt, madeAt).orElse(null));
        };
    }

    private RecordDoubt doubt(Delivery delivery, StoredMail mail) {
        var next = patience.nextAttempt(delivery.attempt(), mail.madeAt()).orElse(null);
        return new RecordDoubt(delivery.notificationId(), delivery.attempt(), next);
    }

    private void cancel(Delivery delivery, StoredMail mail, String reason) {
        try {
            reports.once(new CancelNotification(delivery.notificationId(), reason));
        } catch (Rejection lostOrOver) {
            reports.untilHeard(doubt(delivery, mail)); // says nothing if it is over
        }
    }

    private void remember(NotificationId id, Handover outcome) {
        switch (outcome) {
            case Accepted accepted -> {}
            case Deferred deferred -> messages.reply(id, deferred.text());
            case Refused refused -> messages.reply(id, refused.text());
            case Unknown unknown -> messages.reply(id, unknown.text());
        }
    }
}
