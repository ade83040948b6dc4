package dev.switchover.migration.registration.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One move of a registration: each step with its time, who said so, and what was seen. */
public record RegistrationMoveView(
        String supplier,
        String trunk,
        int move,
        String migration,
        String fromNode,
        String toNode,
        State state,
        Instant startedAt,
        @Nullable String startedBy,
        @Nullable String askedReason,
        @Nullable String ticket,
        @Nullable Instant releasedAt,
        @Nullable String releasedBy,
        @Nullable String releasedEvidence,
        @Nullable Instant movedAt,
        @Nullable String movedBy,
        @Nullable String movedEvidence,
        @Nullable Instant abortedAt,
        @Nullable String abortedBy,
        @Nullable String abortReason,
        @Nullable Instant restoredAt,
        @Nullable String restoredBy,
        @Nullable String restoredEvidence) {

    public enum State {
        RELEASING,
        TAKING,
        MOVED,
        RESTORING,
        ABORTED
    }

    public String operation() {
        return operation(supplier, trunk, move);
    }

    public static String operation(String supplier, String trunk, int move) {
        return "registration." + supplier + "." + trunk + "." + move;
    }
}
