package dev.switchover.resilience.deployment.claims;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What replication must have reached. */
@ConfigMapping(prefix = "switchover.replication")
public interface ReplicationConfig {

    /** How many bytes a node may be behind when a planned run begins. It starts its data only when it has caught up. */
    @WithDefault("16777216")
    long lag();
}
