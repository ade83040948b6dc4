package dev.switchover.kit.processor;

import org.jspecify.annotations.Nullable;

/** Who wants which view rebuilt, and why. The same id asks for the same thing. */
record ReplayRequest(
        String id,
        String processor,
        @Nullable String requestedBy,
        @Nullable String reason,
        @Nullable String ticket) {}
