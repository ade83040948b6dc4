package dev.switchover.migration.cluster.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a step is expected to take, and who says so. A figure nobody gave is absent, not zero. */
public record PredictedStep(
        ReplicationStep step,
        @Nullable Duration work,
        @Nullable Duration down,
        String source) {}
