package dev.switchover.migration.migration.claims;

import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.migration.domain.RemovalStep;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a migration stands, as the claims know it; {@code openStep} is the one a removal under way waits for. */
public record Standing(
        MigrationId migration,
        ClusterId cluster,
        NodeId source,
        NodeId target,
        Phase phase,
        Duration drain,
        int removal,
        @Nullable RemovalStep openStep) {

    /** What can be done now. */
    String next() {
        return phase.next(migration, phase == Phase.REMOVING && !isOpen());
    }

    /** As those see it who prepare and carry out parts of the migration. */
    MigrationPlan plan() {
        return new MigrationPlan(migration.value(), cluster, source, target, isOpen(), isReversible());
    }

    /** Its source is being removed, and can still be kept. */
    public boolean awaitsRelease() {
        return phase == Phase.REMOVING && isOpen();
    }

    /** Until the source is released what still stands on it is moved: a gate before the release asks for just that. */
    private boolean isOpen() {
        return switch (phase) {
            case PLANNED, RUNNING -> true;
            case REMOVING -> openStep == RemovalStep.PREPARE || openStep == RemovalStep.RELEASE;
            case COMPLETED, DECOMMISSIONED, ABORTING, ABORTED -> false;
        };
    }

    private boolean isReversible() {
        return switch (phase) {
            case PLANNED, RUNNING, ABORTING, ABORTED -> true;
            case REMOVING, COMPLETED, DECOMMISSIONED -> false;
        };
    }
}
