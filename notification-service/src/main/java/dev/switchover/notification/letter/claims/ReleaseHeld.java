package dev.switchover.notification.letter.claims;

import dev.switchover.notification.contact.domain.Party;

/** Writes what was held for the party, now that somebody is there to read it. Answers the notifications released. */
public record ReleaseHeld(Party party) {}
