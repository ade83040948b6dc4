package dev.switchover.resilience.measuring.driver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How switchovers are measured. */
@ConfigMapping(prefix = "switchover.measuring")
public interface MeasuringConfig {

    /** From one look to the next. */
    @WithDefault("PT0.1S")
    Duration interval();

    /** An answer later than this is none; the look counts for when it was sent. */
    @WithDefault("PT2S")
    Duration timeout();

    /** Looks farther apart than this say nothing about the time between. */
    @WithDefault("PT0.5S")
    Duration tolerance();

    /** How long it goes on after the end of the switchover. */
    @WithDefault("PT0.5S")
    Duration epilogue();

    /** A switchover that waits longer than this for somebody is not looked at any more. */
    @WithDefault("PT1H")
    Duration longest();

    /** So many switchovers are measured at once by one instance; their probes must not hold up the orders to nodes. */
    @WithDefault("4")
    int atOnce();
}
