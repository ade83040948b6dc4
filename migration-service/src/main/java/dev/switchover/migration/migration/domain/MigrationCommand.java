package dev.switchover.migration.migration.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a migration as a whole. */
public sealed interface MigrationCommand {

    MigrationId migrationId();

    /** {@code plannedEnd} is when the last customer is expected to have moved. */
    record PlanMigration(
            @TargetAggregateIdentifier MigrationId migrationId,
            MigrationKind kind,
            boolean addressCanMove,
            String cluster,
            String source,
            String target,
            String reason,
            @Nullable LocalDate hosterContractEnd,
            @Nullable Instant plannedEnd,
            Duration drain,
            Instant at)
            implements MigrationCommand {}

    /** The contract with the source's hoster was entered wrong, or was prolonged. */
    record CorrectContractEnd(
            @TargetAggregateIdentifier MigrationId migrationId, LocalDate hosterContractEnd, String reason)
            implements MigrationCommand {}

    record StartMigration(@TargetAggregateIdentifier MigrationId migrationId, boolean acceptWarnings)
            implements MigrationCommand {}

    /** A person's word for what nothing here measures. */
    record AttestGate(
            @TargetAggregateIdentifier MigrationId migrationId, String gate, String evidence, String by, Instant at)
            implements MigrationCommand {}

    /** Moves everybody back, as far as that is possible. */
    record AbortMigration(@TargetAggregateIdentifier MigrationId migrationId, String reason, Instant at)
            implements MigrationCommand {}

    /** The driver has moved back whom it could. */
    record EndAbort(@TargetAggregateIdentifier MigrationId migrationId, int restored, int refused)
            implements MigrationCommand {}

    /** How long no call got through during the removal, as a person saw it. */
    record StateOutage(
            @TargetAggregateIdentifier MigrationId migrationId, Duration outage, String evidence, String by, Instant at)
            implements MigrationCommand {}

    record Decommission(
            @TargetAggregateIdentifier MigrationId migrationId, String by, Instant at, Set<String> overridden)
            implements MigrationCommand {}
}
