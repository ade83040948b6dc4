package dev.switchover.notification.contact.domain;

import dev.switchover.eventstore.StoredAs;

/** Everything that can have happened to a contact: that it changed, never to what. */
public sealed interface ContactEvent {

    Party party();

    long version();

    /** {@code sha256} is salted; the salt goes when the contact is erased. */
    @StoredAs("contact.changed")
    record ContactChanged(Party party, long version, int recipients, String sha256) implements ContactEvent {}

    @StoredAs("contact.erased")
    record ContactErased(Party party, long version) implements ContactEvent {}
}
