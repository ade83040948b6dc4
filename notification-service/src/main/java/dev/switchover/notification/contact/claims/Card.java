package dev.switchover.notification.contact.claims;

import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Reader;
import java.util.List;

/** Who is written to on behalf of a party. */
public record Card(Party party, long version, List<Reader> recipients) {}
