package dev.switchover.notification.contact.importing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of mail.contact_import. */
public record ImportProgress(
        String importId,
        int rows,
        int parties,
        int applied,
        Instant startedAt,
        @Nullable Instant endedAt) {}
