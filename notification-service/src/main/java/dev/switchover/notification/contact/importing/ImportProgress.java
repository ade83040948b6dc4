package dev.switchover.notification.contact.importing;

import dev.switchover.kit.operation.Operation.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of mail.contact_import. */
public record ImportProgress(
        String importId,
        int rows,
        int parties,
        int applied,
        int refusedRows,
        @Nullable String requestedBy,
        @Nullable String reason,
        @Nullable String ticket,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** How it ends, once all that could be taken has been applied. */
    Outcome outcome() {
        if (refusedRows == 0) {
            return Outcome.SUCCEEDED;
        }
        return parties == 0 ? Outcome.REJECTED : Outcome.INCOMPLETE;
    }
}
