package dev.switchover.resilience.node.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of an action.
 *
 * @param output bounded, secrets masked
 * @param status what the node said of itself, if it was asked and answered
 * @param presence whether it shows that the node is there
 */
public record ActionReport(
        Result result,
        @Nullable Integer exitCode,
        String output,
        Duration took,
        Instant at,
        @Nullable NodeReport status,
        Presence presence) {

    public ActionReport(
            Result result,
            @Nullable Integer exitCode,
            String output,
            Duration took,
            Instant at,
            @Nullable NodeReport status) {
        this(result, exitCode, output, took, at, status, Presence.THERE);
    }

    public boolean silent() {
        return presence == Presence.SILENT;
    }

    /** Unknown is not failed. */
    public enum Result {
        /** The node says it is done; only its status proves it. */
        SUCCEEDED,
        /** The node refused, for example an older epoch, and changed nothing. */
        REJECTED,
        /** The node says it failed. */
        FAILED,
        /** Unreachable, cut off or too late: it may have happened, or still be happening. */
        IN_DOUBT
    }
}
