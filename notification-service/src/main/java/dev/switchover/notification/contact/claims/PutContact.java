package dev.switchover.notification.contact.claims;

import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says who is written to from now on. Answers the version that now holds. */
public record PutContact(
        Party party, List<Reader> recipients, @Nullable Long expectedVersion) {}
