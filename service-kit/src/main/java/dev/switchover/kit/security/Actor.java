package dev.switchover.kit.security;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who asks, and why: becomes metadata of every event that follows. Ask {@link Actors} for the current one. */
public record Actor(
        String name,
        Set<String> roles,
        @Nullable String reason,
        @Nullable String ticket) {

    /** The service itself, where no person's request stands behind a command. */
    public static final Actor SYSTEM = new Actor("system", Set.of(), null, null);

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** As event metadata: {@code actor}, and {@code reason} and {@code ticket} where given. */
    public Map<String, String> metadata() {
        var metadata = new HashMap<String, String>();
        metadata.put("actor", name);
        if (reason != null) {
            metadata.put("reason", reason);
        }
        if (ticket != null) {
            metadata.put("ticket", ticket);
        }
        return Map.copyOf(metadata);
    }
}
