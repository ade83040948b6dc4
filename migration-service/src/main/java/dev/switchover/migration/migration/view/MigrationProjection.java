package dev.switchover.migration.migration.view;

import dev.switchover.kit.operation.Asked;
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
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;

/** Keeps the views of migrations, waves and removals up to date. Safe to replay from the first event. */
@ProcessingGroup(MigrationProjection.GROUP)
public class MigrationProjection {

    public static final String GROUP = "migrations";

    private final MigrationTable migrations;
    private final WaveTable waves;
    private final RemovalTable removals;

    public MigrationProjection(MigrationTable migrations, WaveTable waves, RemovalTable removals) {
        this.migrations = migrations;
        this.waves = waves;
        this.removals = removals;
    }

    @EventHandler
    void on(MigrationEvent event, @Timestamp Instant at, @SequenceNumber long version, MetaData metadata) {
        var id = event.migrationId();
        switch (event) {
            case MigrationPlanned planned -> migrations.insert(planned, at);
            case MigrationStarted started -> migrations.start(id, at);
            case ContractEndCorrected right -> migrations.correct(right);
            case GateAttested attested -> {}
            case AbortStarted aborting -> migrations.abort(id, aborting.reason());
            case MigrationAborted aborted -> migrations.abort(aborted, at);
            case MigrationCompleted completed -> migrations.complete(id, at);
            case OutageStated stated -> removals.outage(stated);
            case SourceDecommissioned gone -> migrations.decommission(id, at);
        }
        var asked = Asked.of(metadata);
        if (asked.by() != null && isAskedFor(event)) {
            migrations.ask(id, asked);
        }
        migrations.version(id, version);
    }

    @EventHandler
    void on(WaveEvent event, @Timestamp Instant at, @SequenceNumber long version, MetaData metadata) {
        switch (event) {
            case WavePlanned planned -> waves.insert(planned);
            case WaveWithdrawn withdrawn -> waves.enter(event, "WITHDRAWN", at, null);
            case WaveStarted started -> waves.start(started, at);
            case WaveAnnounced announced -> waves.enter(event, "ANNOUNCED", null, announced.refused());
            case WaveConfirmed confirmed -> {}
            case WaveCompleted completed -> waves.enter(event, "COMPLETED", at, null);
            case WaveRevertStarted reverting -> waves.enter(event, "REVERTING", null, null);
            case WaveReverted reverted -> waves.putBack(reverted, at);
            case WaveFailed failed -> waves.fail(failed);
        }
        var asked = Asked.of(metadata);
        if (asked.by() != null && (event instanceof WaveStarted || event instanceof WaveRevertStarted)) {
            waves.ask(event, asked);
        }
        migrations.version(event.migrationId(), version);
    }

    @EventHandler
    void on(RemovalEvent event, @Timestamp Instant at, @SequenceNumber long version, MetaData metadata) {
        switch (event) {
            case SourceRemovalStarted started -> {
                removals.insert(started, at, Asked.of(metadata));
                migrations.enter(event.migrationId(), "REMOVING");
            }
            case RemovalStepStarted started -> removals.begin(started, at);
            case RemovalStepDone done -> removals.end(done, at);
            case PointOfNoReturnPassed passed -> removals.passNoReturn(event, at);
            case RemovalInDoubt doubt -> removals.doubt(doubt);
            case RemovalCancelled cancelled -> {
                removals.close(event, "ABORTED", cancelled.reason(), at);
                migrations.enter(event.migrationId(), "RUNNING");
            }
            case SourceRemoved removed -> removals.close(event, "SUCCEEDED", null, at);
        }
        migrations.version(event.migrationId(), version);
    }

    /** What begins the work of a whole migration, or turns it round; the rest follows from it. */
    private static boolean isAskedFor(MigrationEvent event) {
        return switch (event) {
            case MigrationPlanned planned -> true;
            case MigrationStarted started -> true;
            case AbortStarted aborting -> true;
            case MigrationAborted aborted -> true;
            default -> false;
        };
    }
}
