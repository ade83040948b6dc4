package dev.switchover.kit.deed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.kit.axon.Observed;
import dev.switchover.kit.axon.Traces;
import org.jspecify.annotations.Nullable;

/** A deed as it is stored: its details, the trace it is part of, and the aggregate it is about. */
record Errand(
        JsonNode errand,
        @Nullable String traceparent,
        @Nullable String about) {

    /** Part of what is going on. */
    static Errand now(JsonNode details) {
        return new Errand(details, Traces.current(), Observed.aggregate());
    }

    /** Those stored before deeds carried a trace are details and nothing else. */
    static Errand of(JsonNode stored) {
        return stored.has("errand")
                ? new Errand(stored.path("errand"), text(stored, "traceparent"), text(stored, "about"))
                : new Errand(stored, null, null);
    }

    private static @Nullable String text(JsonNode stored, String field) {
        return stored.hasNonNull(field) ? stored.path(field).asText() : null;
    }
}
