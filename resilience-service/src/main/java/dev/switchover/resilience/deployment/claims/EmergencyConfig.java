package dev.switchover.resilience.deployment.claims;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Whose word is enough when a node is silent. */
@ConfigMapping(prefix = "switchover.emergency")
public interface EmergencyConfig {

    /** How many persons must say that the node is cut off. */
    @Min(1)
    @Max(2)
    @WithDefault("1")
    int attesters();
}
