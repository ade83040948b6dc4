package dev.switchover.migration.cluster.domain;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What setting up replication takes, in this order, with the figures of the vendor's document. */
public enum ReplicationStep {
    MASTER_RESTARTED(Duration.ofMinutes(5), Duration.ofSeconds(10)),
    CONFIGURATION_FROZEN(Duration.ofSeconds(10), null),
    /** Takes as long as the database is big, which the document does not say; calls pass meanwhile. */
    DATABASE_COPIED(null, Duration.ZERO),
    CONFIGURATION_UNFROZEN(Duration.ofSeconds(10), null),
    SLAVE_STARTED(Duration.ofMinutes(5), null);

    /** The source of the figures above. */
    public static final String DOCUMENT = "document";

    private final @Nullable Duration work;
    private final @Nullable Duration down;

    ReplicationStep(@Nullable Duration work, @Nullable Duration down) {
        this.work = work;
        this.down = down;
    }

    public PredictedStep asDocumented() {
        return new PredictedStep(this, work, down, DOCUMENT);
    }

    public static List<PredictedStep> documented() {
        return Arrays.stream(values()).map(ReplicationStep::asDocumented).toList();
    }
}
