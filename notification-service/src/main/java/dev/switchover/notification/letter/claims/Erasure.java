package dev.switchover.notification.letter.claims;

import dev.switchover.notification.contact.domain.ContactEvent.ContactErased;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Who is erased is erased from the mails as well, in the same transaction. */
@Singleton
@ProcessingGroup("mail-erasure")
public class Erasure {

    private final MessageTable messages;

    Erasure(MessageTable messages) {
        this.messages = messages;
    }

    @EventHandler
    void on(ContactErased event, @Timestamp Instant at) {
        messages.erase(event.party(), at);
    }
}
