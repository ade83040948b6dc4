package dev.switchover.migration.migration.driver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the removal of a source is watched. */
@ConfigMapping(prefix = "migration.removal")
public interface RemovalConfig {

    /** After this time without a confirmation a manual step is in doubt, and the operators get a mail. */
    @WithDefault("PT2H")
    Duration stepLimit();
}
