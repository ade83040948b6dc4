package dev.switchover.notification.letter.integration;

import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.claims.Announce;
import dev.switchover.notification.mail.Letter;

/** A letter, and whom it is for. */
record Addressed(Party party, Letter letter) {

    Announce announce(String noticeId, String about) {
        return new Announce(noticeId, about, party, letter);
    }
}
