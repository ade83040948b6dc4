package dev.switchover.migration.migration.domain;

import static dev.switchover.migration.migration.domain.Given.ID;
import static dev.switchover.migration.migration.domain.Given.NOW;
import static dev.switchover.migration.migration.domain.Given.NO_RETURN;
import static dev.switchover.migration.migration.domain.Given.OPEN;
import static dev.switchover.migration.migration.domain.Given.PLANNED;
import static dev.switchover.migration.migration.domain.Given.REMOVAL;
import static dev.switchover.migration.migration.domain.Given.SHUT;
import static dev.switchover.migration.migration.domain.Given.WAVE;
import static dev.switchover.migration.migration.domain.Given.WAVE_STARTED;
import static dev.switchover.migration.migration.domain.Given.began;
import static dev.switchover.migration.migration.domain.Given.deleting;
import static dev.switchover.migration.migration.domain.Given.did;
import static dev.switchover.migration.migration.domain.Given.refusedAs;
import static dev.switchover.migration.migration.domain.Given.running;
import static dev.switchover.migration.migration.domain.Given.suspended;
import static dev.switchover.migration.migration.domain.RemovalStep.DELETE_SOURCE;
import static dev.switchover.migration.migration.domain.RemovalStep.HAND_OVER;
import static dev.switchover.migration.migration.domain.RemovalStep.PREPARE;
import static dev.switchover.migration.migration.domain.RemovalStep.RELEASE;
import static dev.switchover.migration.migration.domain.RemovalStep.SUSPEND_MANAGEMENT;

import dev.switchover.migration.migration.domain.MigrationCommand.AbortMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.StateOutage;
import dev.switchover.migration.migration.domain.MigrationEvent.AbortStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationCompleted;
import dev.switchover.migration.migration.domain.MigrationEvent.OutageStated;
import dev.switchover.migration.migration.domain.RemovalCommand.CancelRemoval;
import dev.switchover.migration.migration.domain.RemovalCommand.ConfirmRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.DoubtRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.RetryRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalCancelled;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalInDoubt;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemoved;
import dev.switchover.migration.migration.domain.WaveEvent.WaveAnnounced;
import dev.switchover.migration.migration.domain.WaveEvent.WaveFailed;
import dev.switchover.migration.migration.domain.WaveEvent.WaveRevertStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RemovalTest {

    private FixtureConfiguration<Migration> migration;

    @BeforeEach
    void setUp() {
        migration = new AggregateTestFixture<>(Migration.class);
    }

    @Nested
    class Starting {

        private final StartRemoval command = new StartRemoval(ID, "olga", NOW, Set.of());

        @Test
        void asksAPersonToPrepare() {
            migration
                    .given(running())
                    .whenInvoking(ID.toString(), m -> m.decide(command, OPEN, Map.of()))
                    .expectEvents(REMOVAL, began(PREPARE));
        }

        @Test
        void againChangesNothing() {
            migration
                    .given(suspended())
                    .whenInvoking(ID.toString(), m -> m.decide(command, SHUT, Map.of()))
                    .expectNoEvents();
        }

        @Test
        void isRefusedByItsGates() {
            migration
                    .given(running())
                    .whenInvoking(ID.toString(), m -> m.decide(command, SHUT, Map.of()))
                    .expectException(refusedAs("gates-refuse"));
        }

        @Test
        void waitsForAWaveThatIsBeingTold() {
            migration
                    .given(with(running(), WAVE, WAVE_STARTED))
                    .whenInvoking(ID.toString(), m -> m.decide(command, OPEN, Map.of()))
                    .expectException(refusedAs("wave-in-wrong-state"));
        }

        @Test
        void waitsForAWaveThatIsBeingPutBack() {
            var reverting = new WaveRevertStarted(ID, "w1", "calls fail", 2);
            migration
                    .given(with(running(), WAVE, WAVE_STARTED, new WaveAnnounced(ID, "w1", 5, 0), reverting))
                    .whenInvoking(ID.toString(), m -> m.decide(command, OPEN, Map.of()))
                    .expectException(refusedAs("wave-in-wrong-state"));
        }

        @Test
        void waitsForNoWaveWhoseDriverHasGivenUp() {
            migration
                    .given(with(running(), WAVE, WAVE_STARTED, new WaveFailed(ID, "w1", "no connection", 3)))
                    .whenInvoking(ID.toString(), m -> m.decide(command, OPEN, Map.of()))
                    .expectEvents(REMOVAL, began(PREPARE));
        }

        @Test
        void isRefusedBeforeTheMigrationRuns() {
            migration
                    .given(PLANNED)
                    .whenInvoking(ID.toString(), m -> m.decide(command, OPEN, Map.of()))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }
    }

    @Nested
    class Confirming {

        @Test
        void preparationSuspendsManagement() {
            migration
                    .given(with(running(), REMOVAL, began(PREPARE)))
                    .whenInvoking(ID.toString(), m -> m.decide(confirming(PREPARE, "ready")))
                    .expectEvents(
                            did(PREPARE, "ready"),
                            began(SUSPEND_MANAGEMENT),
                            did(SUSPEND_MANAGEMENT, "the check for the proxy refuses the source"),
                            began(RELEASE));
        }

        @Test
        void releasePassesThePointOfNoReturn() {
            migration
                    .given(suspended())
                    .whenInvoking(ID.toString(), m -> m.decide(confirming(RELEASE, "go")))
                    .expectEvents(did(RELEASE, "go"), NO_RETURN, began(DELETE_SOURCE));
        }

        @Test
        void deletionHandsOver() {
            migration
                    .given(deleting())
                    .whenInvoking(ID.toString(), m -> m.decide(confirming(DELETE_SOURCE, "a is gone")))
                    .expectEvents(
                            did(DELETE_SOURCE, "a is gone"),
                            began(HAND_OVER),
                            did(HAND_OVER, "management is on the target, with a higher epoch"),
                            new SourceRemoved(ID, 1, "c1", "a", "b"),
                            new MigrationCompleted(ID, "c1", "a", "b"));
        }

        @Test
        void againChangesNothing() {
            migration
                    .given(suspended())
                    .whenInvoking(ID.toString(), m -> m.decide(confirming(PREPARE, "ready")))
                    .expectNoEvents();
        }

        @Test
        void isRefusedOutOfOrder() {
            migration
                    .given(suspended())
                    .whenInvoking(ID.toString(), m -> m.decide(confirming(DELETE_SOURCE, "gone")))
                    .expectException(refusedAs("removal-step-not-open"));
        }

        @Test
        void isRefusedWithoutEvidence() {
            migration
                    .given(suspended())
                    .whenInvoking(ID.toString(), m -> m.decide(confirming(RELEASE, "")))
                    .expectException(refusedAs("evidence-missing"));
        }

        @Test
        void isRefusedWhereNothingIsRemoved() {
            migration
                    .given(running())
                    .whenInvoking(ID.toString(), m -> m.decide(confirming(PREPARE, "ready")))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }

        private ConfirmRemovalStep confirming(RemovalStep step, String evidence) {
            return new ConfirmRemovalStep(ID, 1, step, evidence, "olga", NOW);
        }
    }

    @Nested
    class Cancelling {

        private final CancelRemoval command = new CancelRemoval(ID, "disk full", "olga");
        private final RemovalCancelled cancelled =
                new RemovalCancelled(ID, 1, RELEASE, "disk full", "olga", List.of(RELEASE.compensation()));

        @Test
        void restoresWhatWasDone() {
            migration
                    .given(suspended())
                    .whenInvoking(ID.toString(), m -> m.decide(command))
                    .expectEvents(cancelled);
        }

        @Test
        void againChangesNothing() {
            migration
                    .given(with(suspended(), cancelled))
                    .whenInvoking(ID.toString(), m -> m.decide(command))
                    .expectNoEvents();
        }

        @Test
        void againForAnotherReasonIsRefused() {
            migration
                    .given(with(suspended(), cancelled))
                    .whenInvoking(ID.toString(), m -> m.decide(new CancelRemoval(ID, "no time", "olga")))
                    .expectException(refusedAs("already-said-otherwise"));
        }

        @Test
        void isRefusedPastThePointOfNoReturn() {
            migration
                    .given(deleting())
                    .whenInvoking(ID.toString(), m -> m.decide(command))
                    .expectException(refusedAs("point-of-no-return"));
        }

        @Test
        void isPartOfAnAbort() {
            var abort = new AbortMigration(ID, "disk full", NOW);
            migration
                    .given(suspended())
                    .whenInvoking(ID.toString(), m -> m.decide(abort, List.of()))
                    .expectEvents(
                            new RemovalCancelled(ID, 1, RELEASE, "disk full", "abort", List.of(RELEASE.compensation())),
                            new AbortStarted(ID, "disk full"));
            migration
                    .given(deleting())
                    .whenInvoking(ID.toString(), m -> m.decide(abort, List.of()))
                    .expectException(refusedAs("point-of-no-return"));
        }

        @Test
        void isRefusedWhereNothingIsRemoved() {
            migration
                    .given(running())
                    .whenInvoking(ID.toString(), m -> m.decide(command))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }
    }

    @Nested
    class Doubting {

        private final RemovalInDoubt doubt = new RemovalInDoubt(ID, 1, DELETE_SOURCE);

        @Test
        void saysThatNobodyKnows() {
            migration
                    .given(deleting())
                    .when(new DoubtRemovalStep(ID, 1, DELETE_SOURCE))
                    .expectEvents(doubt);
        }

        @Test
        void isTooLateForAConfirmedStep() {
            migration
                    .given(deleting())
                    .when(new DoubtRemovalStep(ID, 1, PREPARE))
                    .expectNoEvents();
        }

        @Test
        void isEndedByAskingAgain() {
            migration
                    .given(with(deleting(), doubt))
                    .when(new RetryRemovalStep(ID, "olga", NOW))
                    .expectEvents(began(DELETE_SOURCE));
            migration
                    .given(deleting())
                    .when(new RetryRemovalStep(ID, "olga", NOW))
                    .expectException(refusedAs("removal-not-in-doubt"));
        }
    }

    @Nested
    class StatingTheOutage {

        @Test
        void recordsWhoSaysSo() {
            migration
                    .given(deleting())
                    .when(stating(Duration.ofSeconds(4), "call log"))
                    .expectEvents(new OutageStated(ID, Duration.ofSeconds(4), "call log", "olga"));
        }

        @Test
        void believesUpToAWeek() {
            migration
                    .given(deleting())
                    .when(stating(Duration.ofDays(7), "call log"))
                    .expectEvents(new OutageStated(ID, Duration.ofDays(7), "call log", "olga"));
        }

        @Test
        void isRefusedForNonsense() {
            migration
                    .given(deleting())
                    .when(stating(Duration.ofSeconds(-1), "call log"))
                    .expectException(refusedAs("outage-implausible"));
            migration
                    .given(deleting())
                    .when(stating(Duration.ofDays(7).plusSeconds(1), "call log"))
                    .expectException(refusedAs("outage-implausible"));
            migration.given(deleting()).when(stating(Duration.ZERO, "")).expectException(refusedAs("evidence-missing"));
            migration
                    .given(running())
                    .when(stating(Duration.ZERO, "call log"))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }

        private StateOutage stating(Duration outage, String evidence) {
            return new StateOutage(ID, outage, evidence, "olga", NOW);
        }
    }

    private static List<Object> with(List<Object> past, Object... more) {
        var all = new ArrayList<>(past);
        all.addAll(List.of(more));
        return all;
    }
}
