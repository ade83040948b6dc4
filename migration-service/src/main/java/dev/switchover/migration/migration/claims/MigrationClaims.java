package dev.switchover.migration.migration.claims;

import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
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
import dev.switchover.migration.migration.domain.Phase;
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
import dev.switchover.migration.migration.domain.WavePhase;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes the claims about migrations, in the transaction of the event. */
@Singleton
@ProcessingGroup("migration-claims")
public class MigrationClaims {

    private final MigrationClaimTable table;
    private final Members members;
    private final RemovalRuns runs;

    MigrationClaims(MigrationClaimTable table, Members members, RemovalRuns runs) {
        this.table = table;
        this.members = members;
        this.runs = runs;
    }

    @EventHandler
    void on(MigrationEvent event, @Timestamp Instant at) {
        var id = event.migrationId();
        switch (event) {
            case MigrationPlanned planned -> table.plan(planned);
            case MigrationStarted started -> table.enter(id, Phase.RUNNING);
            case ContractEndCorrected corrected -> {}
            case GateAttested(var migration, var attestation) -> table.attest(migration, attestation);
            case AbortStarted aborting -> table.enter(id, Phase.ABORTING);
            case MigrationAborted aborted -> table.enter(id, Phase.ABORTED);
            case MigrationCompleted completed -> table.enter(id, Phase.COMPLETED);
            case OutageStated stated -> runs.outage(stated);
            case SourceDecommissioned decommissioned -> table.giveUp(id, at);
        }
    }

    @EventHandler
    void on(WaveEvent event) {
        switch (event) {
            case WavePlanned planned -> table.plan(planned);
            case WaveWithdrawn withdrawn -> table.withdraw(withdrawn);
            case WaveStarted started -> table.start(started);
            case WaveAnnounced announced -> table.enter(announced, WavePhase.ANNOUNCED);
            case WaveConfirmed confirmed -> {}
            case WaveCompleted completed -> table.enter(completed, WavePhase.COMPLETED);
            case WaveRevertStarted reverting -> table.enter(reverting, WavePhase.REVERTING);
            case WaveReverted reverted -> table.enter(reverted, WavePhase.REVERTED);
            case WaveFailed failed -> {}
        }
    }

    @EventHandler
    void on(CustomerCorrected event) {
        members.correct(event);
    }

    @EventHandler
    void on(RemovalEvent event, @Timestamp Instant at) {
        switch (event) {
            case SourceRemovalStarted started -> {
                table.remove(started.migrationId(), started.removal());
                runs.start(started, at);
            }
            case RemovalCancelled cancelled -> {
                table.enter(cancelled.migrationId(), Phase.RUNNING);
                table.waitFor(cancelled.migrationId(), null);
            }
            case RemovalStepStarted started -> table.waitFor(started.migrationId(), started.step());
            case RemovalStepDone done -> {
                table.waitFor(done.migrationId(), null);
                runs.stepDone(done, at);
            }
            case PointOfNoReturnPassed passed -> {}
            case RemovalInDoubt doubt -> {}
            case SourceRemoved removed -> runs.end(removed, at);
        }
    }
}
