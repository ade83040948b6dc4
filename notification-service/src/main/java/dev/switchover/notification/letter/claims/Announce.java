package dev.switchover.notification.letter.claims;

import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Letter;

/** Tells a party something: a mail to each of its recipients, or one that waits until there is one. */
public record Announce(String noticeId, String about, Party party, Letter letter) {}
