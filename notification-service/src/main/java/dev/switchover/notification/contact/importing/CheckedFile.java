package dev.switchover.notification.contact.importing;

import dev.switchover.notification.mail.Reader;
import java.util.List;
import java.util.Map;

/** A file after every row has been looked at: who is to be written to, by party, and what cannot be taken. */
record CheckedFile(int rows, Map<String, List<Reader>> contacts, List<RefusedRow> refused) {}
