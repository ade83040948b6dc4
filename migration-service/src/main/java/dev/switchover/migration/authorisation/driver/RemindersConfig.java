package dev.switchover.migration.authorisation.driver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;

/** How suppliers that stay silent are reminded, without anybody asking for it. */
@ConfigMapping(prefix = "migration.reminders")
public interface RemindersConfig {

    /** How long before the date the supplier was given the first reminder is sent. */
    @WithDefault("P2D")
    Duration lead();

    /** From one reminder to the next, and at least from the request to the first unless its date comes sooner. */
    @WithDefault("P1D")
    Duration spacing();

    /** No reminder is sent by itself when so many were sent already; 0 sends none. A person may send more. */
    @WithDefault("3")
    int most();

    default Instant first(Instant requestedAt, Instant neededBy) {
        var soonest = requestedAt.plus(spacing());
        var polite = soonest.isBefore(neededBy) ? soonest : neededBy;
        var planned = neededBy.minus(lead());
        return planned.isAfter(polite) ? planned : polite;
    }
}
