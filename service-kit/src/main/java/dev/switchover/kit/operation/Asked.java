package dev.switchover.kit.operation;

import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** Who asked for it, and why, as it is written beside the event: what a view keeps of it is the same after a replay. */
public record Asked(
        @Nullable String by,
        @Nullable String reason,
        @Nullable String ticket) {

    public static Asked of(MetaData metadata) {
        return new Asked(text(metadata, "actor"), text(metadata, "reason"), text(metadata, "ticket"));
    }

    private static @Nullable String text(MetaData metadata, String key) {
        return metadata.get(key) instanceof String text ? text : null;
    }
}
