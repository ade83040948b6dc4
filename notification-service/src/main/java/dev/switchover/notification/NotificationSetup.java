package dev.switchover.notification;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Parts;
import dev.switchover.kit.axon.ServiceSetup;
import dev.switchover.notification.contact.claims.ContactBook;
import dev.switchover.notification.contact.domain.Contact;
import dev.switchover.notification.contact.domain.ContactEvent;
import dev.switchover.notification.contact.importing.StagedErasure;
import dev.switchover.notification.letter.claims.Arrival;
import dev.switchover.notification.letter.claims.Erasure;
import dev.switchover.notification.letter.claims.HeldCancellation;
import dev.switchover.notification.letter.claims.Mailroom;
import dev.switchover.notification.letter.domain.Notification;
import dev.switchover.notification.letter.domain.NotificationEvent;
import dev.switchover.notification.letter.integration.NotificationNoticePublisher;
import dev.switchover.notification.letter.policy.AskForContactWhenHeld;
import dev.switchover.notification.letter.policy.DeliverWhenDue;
import dev.switchover.notification.letter.policy.ReleaseWhenContactChanged;
import dev.switchover.notification.letter.view.NotificationProjection;
import dev.switchover.notification.letter.view.NotificationTable;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Everything that runs in this service. */
@Singleton
public class NotificationSetup implements ServiceSetup {

    private final Jdbi database;
    private final ContactBook contacts;
    private final StagedErasure stagedErasure;
    private final Mailroom mailroom;
    private final Erasure erasure;
    private final HeldCancellation heldCancellation;
    private final Arrival arrival;
    private final DeliverWhenDue deliver;
    private final AskForContactWhenHeld askForContact;
    private final ReleaseWhenContactChanged release;
    private final NotificationNoticePublisher publisher;

    NotificationSetup(
            Jdbi database,
            ContactBook contacts,
            StagedErasure stagedErasure,
            Mailroom mailroom,
            Erasure erasure,
            HeldCancellation heldCancellation,
            Arrival arrival,
            DeliverWhenDue deliver,
            AskForContactWhenHeld askForContact,
            ReleaseWhenContactChanged release,
            NotificationNoticePublisher publisher) {
        this.database = database;
        this.contacts = contacts;
        this.stagedErasure = stagedErasure;
        this.mailroom = mailroom;
        this.erasure = erasure;
        this.heldCancellation = heldCancellation;
        this.arrival = arrival;
        this.deliver = deliver;
        this.askForContact = askForContact;
        this.release = release;
        this.publisher = publisher;
    }

    @Override
    public String service() {
        return "notification";
    }

    @Override
    public EventNames events() {
        return EventNames.of(NotificationEvent.class, ContactEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Contact.class)
                .aggregate(Notification.class)
                .commands(contacts)
                .commands(mailroom)
                .claims(stagedErasure)
                .claims(erasure)
                .claims(heldCancellation)
                .claims(arrival)
                .view("notification", tables -> new NotificationProjection(new NotificationTable(database, tables)))
                .policy(deliver)
                .policy(askForContact)
                .policy(release)
                .notices(publisher);
    }
}
