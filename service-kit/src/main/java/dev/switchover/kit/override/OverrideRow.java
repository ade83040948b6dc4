package dev.switchover.kit.override;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of views.override. */
record OverrideRow(
        String id,
        String command,
        String subject,
        List<String> gates,
        String reason,
        @Nullable String ticket,
        String requestedBy,
        Instant requestedAt,
        Instant expiresAt,
        List<String> facts,
        OverrideState state,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable String endedBecause) {}
