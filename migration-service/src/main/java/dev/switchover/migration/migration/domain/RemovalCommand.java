package dev.switchover.migration.migration.domain;

import java.time.Instant;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one can ask of the removal of a migration's source. */
public sealed interface RemovalCommand {

    MigrationId migrationId();

    record StartRemoval(
            @TargetAggregateIdentifier MigrationId migrationId, String by, Instant at, Set<String> overridden)
            implements RemovalCommand {}

    /** A person has done the manual step that stands open; what follows without a person happens with it. */
    record ConfirmRemovalStep(
            @TargetAggregateIdentifier MigrationId migrationId,
            int removal,
            RemovalStep step,
            String evidence,
            String by,
            Instant at)
            implements RemovalCommand {}

    /** Before the point of no return: puts everything back. */
    record CancelRemoval(@TargetAggregateIdentifier MigrationId migrationId, String reason, String by)
            implements RemovalCommand {}

    /** The step was to be confirmed by now; whether it still runs, nobody here knows. */
    record DoubtRemovalStep(@TargetAggregateIdentifier MigrationId migrationId, int removal, RemovalStep step)
            implements RemovalCommand {}

    /** Asks the person again for the step in doubt. */
    record RetryRemovalStep(@TargetAggregateIdentifier MigrationId migrationId, String by, Instant at)
            implements RemovalCommand {}
}
