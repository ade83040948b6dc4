package dev.switchover.resilience.drill.driver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often a switchover is to be practised. */
@ConfigMapping(prefix = "switchover.drill")
public interface DrillConfig {

    /** A deployment whose last drill is older than this is reminded. */
    @WithDefault("P90D")
    Duration every();
}
