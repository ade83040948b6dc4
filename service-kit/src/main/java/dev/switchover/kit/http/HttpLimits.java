package dev.switchover.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a request may bring. */
@ConfigMapping(prefix = "switchover.http")
public interface HttpLimits {

    /** Largest JSON body. */
    @WithDefault("1M")
    MemorySize maxBody();

    /** Largest CSV body: 100,000 rows and room to spare. */
    @WithDefault("32M")
    MemorySize maxCsv();
}
