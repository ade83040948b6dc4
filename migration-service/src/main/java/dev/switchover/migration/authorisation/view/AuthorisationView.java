package dev.switchover.migration.authorisation.view;

import dev.switchover.migration.authorisation.domain.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where one address stands with one trunk, and who said so when. Told is not done. */
public record AuthorisationView(
        String migration,
        String supplier,
        String trunk,
        String address,
        @Nullable String party,
        Standing standing,
        @Nullable Instant neededBy,
        @Nullable String reason,
        @Nullable Instant requestedAt,
        @Nullable String requestedBy,
        int reminders,
        @Nullable Instant remindedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String note,
        @Nullable Instant provenAt,
        @Nullable String provenBy,
        @Nullable String evidence,
        @Nullable Instant refusedAt,
        @Nullable String refusedBy,
        @Nullable String refusal,
        @Nullable Instant waivedAt,
        @Nullable String waivedBy,
        @Nullable String waiver) {}
