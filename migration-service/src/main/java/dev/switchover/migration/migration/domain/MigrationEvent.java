package dev.switchover.migration.migration.domain;

import dev.switchover.eventstore.StoredAs;
import dev.switchover.kit.gate.Attestation;
import dev.switchover.kit.gate.Gates;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a migration as a whole. */
public sealed interface MigrationEvent {

    MigrationId migrationId();

    @StoredAs("migration.planned")
    record MigrationPlanned(
            MigrationId migrationId,
            MigrationKind kind,
            String cluster,
            String source,
            String target,
            String reason,
            @Nullable LocalDate hosterContractEnd,
            @Nullable Instant plannedEnd,
            Duration drain,
            List<Prediction> predictions,
            Instant predictedEnd,
            @Nullable String warning)
            implements MigrationEvent {

        public MigrationPlanned {
            predictions = List.copyOf(predictions);
        }
    }

    /** As if it had been planned so; {@code warning} is what the plan warns of now. */
    @StoredAs("migration.contract-end-corrected")
    record ContractEndCorrected(
            MigrationId migrationId,
            LocalDate hosterContractEnd,
            @Nullable String warning,
            String reason) implements MigrationEvent {}

    @StoredAs("migration.started")
    record MigrationStarted(MigrationId migrationId, String cluster, String source, String target)
            implements MigrationEvent {}

    @StoredAs("migration.gate-attested")
    record GateAttested(MigrationId migrationId, Attestation attestation) implements MigrationEvent {}

    /** Everybody is being moved back; {@code left} is what no command here can restore. */
    @StoredAs("migration.abort-started")
    record AbortStarted(MigrationId migrationId, String reason) implements MigrationEvent {}

    /** {@code restored} customers went back, {@code refused} did not; {@code left} is for people to tidy up. */
    @StoredAs("migration.aborted")
    record MigrationAborted(
            MigrationId migrationId,
            String cluster,
            String source,
            String target,
            String reason,
            int restored,
            int refused,
            List<String> left)
            implements MigrationEvent {

        public MigrationAborted {
            left = List.copyOf(left);
        }
    }

    /** The source has left the cluster and all is on the target. */
    @StoredAs("migration.completed")
    record MigrationCompleted(MigrationId migrationId, String cluster, String source, String target)
            implements MigrationEvent {}

    @StoredAs("migration.outage-stated")
    record OutageStated(MigrationId migrationId, Duration outage, String evidence, String by)
            implements MigrationEvent {}

    /** The source may be cancelled at its hoster. */
    @StoredAs("migration.source-decommissioned")
    record SourceDecommissioned(MigrationId migrationId, String cluster, String source, String by, Gates gates)
            implements MigrationEvent {}
}
