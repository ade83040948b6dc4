package dev.switchover.resilience.plan.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether running calls are waited for. */
public enum StopMode {
    DRAIN,
    FORCE;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static StopMode of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
