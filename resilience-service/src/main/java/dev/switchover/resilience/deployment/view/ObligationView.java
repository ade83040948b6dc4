package dev.switchover.resilience.deployment.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something owed, and when it was proven. */
public record ObligationView(
        String id,
        String what,
        @Nullable String node,
        Instant openedAt,
        @Nullable Instant metAt,
        @Nullable String metBy,
        @Nullable String evidence) {}
