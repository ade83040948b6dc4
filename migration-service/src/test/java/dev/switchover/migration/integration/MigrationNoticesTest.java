package dev.switchover.migration.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.OperationEnded;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
import dev.switchover.kit.gate.Gates;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationAborted;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalEvent.PointOfNoReturnPassed;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveAnnounced;
import dev.switchover.migration.migration.domain.WaveEvent.WaveCompleted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationNoticesTest {

    private static final MigrationId ID = new MigrationId("m1");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aWaveEndsWhenItsLastMemberHasMovedNotWhenAllAreTold() {
        assertThat(MigrationNotices.of(new WaveAnnounced(ID, "w1", 4, 1), AT)).isEmpty();
        assertThat(MigrationNotices.of(new WaveCompleted(ID, "w1", 4, 1), AT))
                .hasExactlyElementsOfTypes(MigrationNotice.WaveCompleted.class, OperationEnded.class)
                .last()
                .asString()
                .contains("INCOMPLETE", "wave.m1.w1", "4 members moved, 1 could not be told to");
    }

    @Test
    void operatorsHearOfTheRemovalWhenThereIsNoWayBack() {
        var started = new SourceRemovalStarted(ID, 1, "c1", "a", "b", "olga", Gates.of(), Map.of());
        assertThat(MigrationNotices.of(started, AT)).isEmpty();
        assertThat(MigrationNotices.of(new PointOfNoReturnPassed(ID, 1, "c1", "a"), AT))
                .containsExactly(new MigrationNotice.SourceRemovalStarted("migration/m1", AT, "c1", "a"));
    }

    @Test
    void anAbortIsWholeIfEverybodyIsBackAndNothingIsLeft() {
        assertThat(outcome(0)).isEqualTo(Outcome.ABORTED);
        assertThat(outcome(1)).isEqualTo(Outcome.INCOMPLETE);
        assertThat(outcome(0, "routes")).isEqualTo(Outcome.INCOMPLETE);
    }

    private static Outcome outcome(int notPutBack, String... left) {
        var aborted = new MigrationAborted(ID, "c1", "a", "b", "no server", 5, notPutBack, List.of(left));
        return ((OperationEnded) MigrationNotices.of(aborted, AT).getLast()).outcome();
    }

    @Test
    void aWaveThatToldEverybodyAlarmsNobody() {
        assertThat(MigrationNotices.of(new WaveCompleted(ID, "w1", 5, 0), AT))
                .containsExactly(new MigrationNotice.WaveCompleted("migration/m1", AT, "w1", 5));
    }
}
