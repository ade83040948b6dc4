package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.OperationEnded;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
import dev.switchover.migration.migration.domain.LeftByAbort;
import dev.switchover.migration.migration.domain.MigrationEvent;
import dev.switchover.migration.migration.domain.MigrationEvent.AbortStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.ContractEndCorrected;
import dev.switchover.migration.migration.domain.MigrationEvent.GateAttested;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationAborted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationCompleted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationPlanned;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.OutageStated;
import dev.switchover.migration.migration.domain.MigrationEvent.SourceDecommissioned;
import dev.switchover.migration.migration.domain.OperationId;
import dev.switchover.migration.migration.domain.RemovalEvent;
import dev.switchover.migration.migration.domain.RemovalEvent.PointOfNoReturnPassed;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalCancelled;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalInDoubt;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepDone;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemoved;
import dev.switchover.migration.migration.domain.WaveEvent;
import dev.switchover.migration.migration.domain.WaveEvent.WaveAnnounced;
import dev.switchover.migration.migration.domain.WaveEvent.WaveCompleted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveConfirmed;
import dev.switchover.migration.migration.domain.WaveEvent.WaveFailed;
import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;
import dev.switchover.migration.migration.domain.WaveEvent.WaveRevertStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveReverted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveWithdrawn;
import java.time.Instant;
import java.util.List;

/** What others may know of a migration; empty for what stays inside. */
final class MigrationNotices {

    private MigrationNotices() {}

    static List<MigrationNotice> of(MigrationEvent event, Instant at) {
        var key = event.migrationId().toString();
        return switch (event) {
            case MigrationStarted started ->
                List.of(new MigrationNotice.MigrationStarted(
                        key, at, started.cluster(), started.source(), started.target()));
            case MigrationCompleted completed ->
                List.of(new MigrationNotice.MigrationCompleted(
                        key, at, completed.cluster(), completed.source(), completed.target()));
            case MigrationAborted aborted ->
                List.of(
                        new MigrationNotice.MigrationAborted(key, at, aborted.cluster(), aborted.reason()),
                        ended(aborted, at));
            case SourceDecommissioned gone ->
                List.of(new MigrationNotice.SourceDecommissioned(key, at, gone.cluster(), gone.source()));
            case MigrationPlanned planned -> List.of();
            case GateAttested attested -> List.of();
            case AbortStarted aborting -> List.of();
            case OutageStated stated -> List.of();
            case ContractEndCorrected corrected -> List.of();
        };
    }

    static List<MigrationNotice> of(WaveEvent event, Instant at) {
        var key = event.migrationId().toString();
        var operation = OperationId.of(event.migrationId(), event.wave());
        return switch (event) {
            case WaveStarted started ->
                List.of(new MigrationNotice.WaveStarted(key, at, started.wave(), started.members()));
            case WaveCompleted completed -> of(completed, at, operation);
            case WaveReverted reverted ->
                List.of(ended(
                        key,
                        at,
                        operation,
                        "wave",
                        reverted.refused() == 0 ? Outcome.ABORTED : Outcome.INCOMPLETE,
                        "%d members put back, %d not".formatted(reverted.reverted(), reverted.refused())));
            case WaveFailed failed -> List.of(ended(key, at, operation, "wave", Outcome.FAILED, failed.cause()));
            case WavePlanned planned -> List.of();
            case WaveWithdrawn withdrawn -> List.of();
            case WaveAnnounced announced -> List.of();
            case WaveConfirmed confirmed -> List.of();
            case WaveRevertStarted reverting -> List.of();
        };
    }

    private static List<MigrationNotice> of(WaveCompleted event, Instant at, OperationId operation) {
        var key = event.migrationId().toString();
        var completed = new MigrationNotice.WaveCompleted(key, at, event.wave(), event.moved());
        var detail = "%d members moved, %d could not be told to".formatted(event.moved(), event.refused());
        return event.refused() == 0
                ? List.of(completed)
                : List.of(completed, ended(key, at, operation, "wave", Outcome.INCOMPLETE, detail));
    }

    static List<MigrationNotice> of(RemovalEvent event, Instant at) {
        var key = event.migrationId().toString();
        var operation = OperationId.of(event.migrationId(), event.removal());
        return switch (event) {
            case PointOfNoReturnPassed passed ->
                List.of(new MigrationNotice.SourceRemovalStarted(key, at, passed.cluster(), passed.source()));
            case RemovalInDoubt doubt ->
                List.of(ended(
                        key,
                        at,
                        operation,
                        "removal",
                        Outcome.IN_DOUBT,
                        "nobody has confirmed the step " + doubt.step().id()));
            case RemovalCancelled cancelled ->
                List.of(ended(key, at, operation, "removal", Outcome.ABORTED, cancelled.reason()));
            case SourceRemovalStarted started -> List.of();
            case RemovalStepStarted started -> List.of();
            case RemovalStepDone done -> List.of();
            case SourceRemoved removed -> List.of();
        };
    }

    private static OperationEnded ended(MigrationAborted aborted, Instant at) {
        var outcome = LeftByAbort.isNothing(aborted.refused(), aborted.left()) ? Outcome.ABORTED : Outcome.INCOMPLETE;
        var left = aborted.left().isEmpty() ? "" : "; left: " + String.join("; ", aborted.left());
        var detail = "%s: %d customers put back, %d not%s"
                .formatted(aborted.reason(), aborted.restored(), aborted.refused(), left);
        var id = aborted.migrationId();
        return ended(id.toString(), at, OperationId.of(id), "migration", outcome, detail);
    }

    private static OperationEnded ended(
            String key, Instant at, OperationId operation, String kind, Outcome outcome, String detail) {
        return new OperationEnded(key, at, operation.value(), kind, outcome, key, detail);
    }
}
