package dev.switchover.resilience.roles.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a node and a group.
 *
 * @param owner the node that owns the group
 * @param epoch of the group; 0 if there is no such thing
 * @param since when the node's role began
 */
public record Answer(
        Role role,
        @Nullable String owner,
        long epoch,
        @Nullable Instant since,
        Confirmed confirmed) {

    static Answer unknown(Confirmed confirmed) {
        return new Answer(Role.UNKNOWN, null, 0, null, confirmed);
    }
}
