package dev.switchover.resilience.deployment.view;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.switchover.resilience.node.domain.ReportedState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How something stands, from what is assigned and what is reported. */
public enum NodeStatus {
    ACTIVE("Active"),
    /** It serves all that it should, and something that it has tried out did not pass, or not since it serves. */
    UNVERIFIED("Active (unverified)"),
    DRAINING("Draining"),
    INACTIVE("Inactive"),
    /**
     * It should serve and does not, serves what it does not own or is to drain, or serves some of its groups and not others.
     */
    DEGRADED("Degraded"),
    /** It has said nothing, or not for too long. */
    UNKNOWN("Unknown");

    private final String shown;

    NodeStatus(String shown) {
        this.shown = shown;
    }

    @JsonValue
    public String shown() {
        return shown;
    }

    static NodeStatus of(String role, @Nullable ReportedState said, boolean isFresh) {
        if (said == null || !isFresh) {
            return UNKNOWN;
        }
        return switch (role) {
            case "OWNER" -> said == ReportedState.ACTIVE ? ACTIVE : DEGRADED;
            case "DRAINING" ->
                switch (said) {
                    case DRAINING -> DRAINING;
                    case INACTIVE -> INACTIVE;
                    case ACTIVE, FAILED -> DEGRADED;
                };
            default -> said == ReportedState.INACTIVE ? INACTIVE : DEGRADED;
        };
    }

    /** Of one that has no part to play: what it says is all there is. */
    static NodeStatus asSaid(@Nullable ReportedState said, boolean isFresh) {
        if (said == null || !isFresh) {
            return UNKNOWN;
        }
        return switch (said) {
            case ACTIVE -> ACTIVE;
            case DRAINING -> DRAINING;
            case INACTIVE -> INACTIVE;
            case FAILED -> DEGRADED;
        };
    }

    /** The whole from its parts: the worst news first. */
    static NodeStatus whole(Collection<NodeStatus> parts) {
        if (!parts.contains(UNKNOWN) && parts.contains(ACTIVE) && parts.contains(INACTIVE)) {
            return DEGRADED;
        }
        for (var status : new NodeStatus[] {UNKNOWN, DEGRADED, DRAINING, ACTIVE}) {
            if (parts.contains(status)) {
                return status;
            }
        }
        return INACTIVE;
    }
}
