package dev.switchover.notification.contact.claims;

import dev.switchover.notification.contact.domain.Party;
import org.jspecify.annotations.Nullable;

/** Erases the party's people everywhere. Answers the version that now holds. */
public record ForgetContact(Party party, @Nullable Long expectedVersion) {}
