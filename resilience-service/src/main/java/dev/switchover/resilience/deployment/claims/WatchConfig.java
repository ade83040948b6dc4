package dev.switchover.resilience.deployment.claims;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How nodes are looked at. */
@ConfigMapping(prefix = "switchover.watch")
public interface WatchConfig {

    /** How often each node is asked for its status. */
    @WithDefault("PT5S")
    Duration every();

    /** What a node said longer ago says nothing about now: its state is Unknown. */
    @WithDefault("PT15S")
    Duration fresh();

    /** How soon a follower is looked at again that has just been told to follow, and has not followed yet. */
    @WithDefault("PT0.2S")
    Duration again();

    /**
     * After what time at most a node is told again that does not do what it was told: to stop what is not its own, to follow
     * as a CC node, to mark its role page, to register at a media server. The first pauses are shorter: each order that comes
     * to the same doubles the pause.
     */
    @WithDefault("PT1M")
    Duration longestPause();
}
