package dev.switchover.migration.migration.domain;

import dev.switchover.kit.problem.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a migration's waves and of the customers in them. */
public sealed interface WaveCommand {

    MigrationId migrationId();

    /** Fixes the members of a wave, which may start only when those in {@code after} are completed. */
    record PlanWave(
            @TargetAggregateIdentifier MigrationId migrationId,
            String wave,
            WaveSelection selection,
            List<String> after)
            implements WaveCommand {}

    /** Takes back a wave that was planned by mistake, before anybody was told. */
    record WithdrawWave(@TargetAggregateIdentifier MigrationId migrationId, String wave, String reason)
            implements WaveCommand {}

    /** Tells the members to move until {@code due}; without one, within the usual time. */
    record StartWave(
            @TargetAggregateIdentifier MigrationId migrationId,
            String wave,
            @Nullable Instant due,
            Instant at,
            Set<String> overridden)
            implements WaveCommand {

        /** Until when, if anybody said so. */
        public Optional<Instant> dueToCome() {
            if (due != null && !due.isAfter(at)) {
                throw Rejection.invalid(
                                "dates-reversed",
                                "The time until which the members must have moved has passed already.")
                        .at("due", "later than now, " + at, due, "A time to come")
                        .remedy("Give a due that is still to come, or leave it out: then they have 14 days.");
            }
            return Optional.ofNullable(due);
        }
    }

    /** The driver has told every member it could. What it says of a round that is over is not heard. */
    record RecordAnnounced(
            @TargetAggregateIdentifier MigrationId migrationId, String wave, int round, int announced, int refused)
            implements WaveCommand {}

    /** Believes on a person's word that every told member has moved. */
    record ConfirmWave(
            @TargetAggregateIdentifier MigrationId migrationId, String wave, String evidence, String by, Instant at)
            implements WaveCommand {}

    /** Nobody in the wave seems to be still to move. */
    record EndWave(@TargetAggregateIdentifier MigrationId migrationId, String wave) implements WaveCommand {}

    /** Puts every member back on the source. */
    record RevertWave(@TargetAggregateIdentifier MigrationId migrationId, String wave, String reason)
            implements WaveCommand {}

    /** The driver has put back whom it could. */
    record RecordReverted(
            @TargetAggregateIdentifier MigrationId migrationId, String wave, int round, int reverted, int refused)
            implements WaveCommand {}

    /** The driver has given up: {@code left} members are as they were. */
    record RecordWaveFailure(
            @TargetAggregateIdentifier MigrationId migrationId, String wave, int round, String cause, int left)
            implements WaveCommand {}

    /** Tells one member of a started wave again, after he was put back. */
    record AnnounceCustomer(
            @TargetAggregateIdentifier MigrationId migrationId, String customer, Instant due, Instant at)
            implements WaveCommand {}

    /** One told customer has moved, on a person's word. */
    record MoveCustomer(
            @TargetAggregateIdentifier MigrationId migrationId, String customer, String evidence, String by, Instant at)
            implements WaveCommand {}

    record RevertCustomer(
            @TargetAggregateIdentifier MigrationId migrationId, String customer, String reason, Instant at)
            implements WaveCommand {}
}
