package dev.switchover.migration.imports.staging;

import dev.switchover.migration.imports.domain.ImportOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far an import is. */
public record Import(
        String id,
        String kind,
        State state,
        @Nullable ImportOutcome outcome,
        @Nullable String detail,
        boolean allOrNothing,
        String sha256,
        List<String> ignoredColumns,
        int rows,
        int toAppend,
        int appended,
        int skipped,
        int refused,
        Instant receivedAt,
        @Nullable String requestedBy,
        @Nullable String reason,
        @Nullable String ticket,
        @Nullable Instant endedAt) {

    /** Where it is on its way. */
    public enum State {
        RECEIVED,
        CHECKED,
        ENDED
    }

    public Import {
        ignoredColumns = List.copyOf(ignoredColumns);
    }
}
