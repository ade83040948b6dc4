package dev.switchover.migration.migration.domain;

import static dev.switchover.migration.migration.domain.Given.DUE;
import static dev.switchover.migration.migration.domain.Given.ID;
import static dev.switchover.migration.migration.domain.Given.NOW;
import static dev.switchover.migration.migration.domain.Given.OPEN;
import static dev.switchover.migration.migration.domain.Given.PLANNED;
import static dev.switchover.migration.migration.domain.Given.REMOVAL;
import static dev.switchover.migration.migration.domain.Given.SHUT;
import static dev.switchover.migration.migration.domain.Given.STARTED;
import static dev.switchover.migration.migration.domain.Given.WAVE;
import static dev.switchover.migration.migration.domain.Given.WAVE_STARTED;
import static dev.switchover.migration.migration.domain.Given.refusedAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.WaveCommand.ConfirmWave;
import dev.switchover.migration.migration.domain.WaveCommand.EndWave;
import dev.switchover.migration.migration.domain.WaveCommand.PlanWave;
import dev.switchover.migration.migration.domain.WaveCommand.RecordAnnounced;
import dev.switchover.migration.migration.domain.WaveCommand.RecordReverted;
import dev.switchover.migration.migration.domain.WaveCommand.RecordWaveFailure;
import dev.switchover.migration.migration.domain.WaveCommand.RevertWave;
import dev.switchover.migration.migration.domain.WaveCommand.StartWave;
import dev.switchover.migration.migration.domain.WaveCommand.WithdrawWave;
import dev.switchover.migration.migration.domain.WaveEvent.WaveAnnounced;
import dev.switchover.migration.migration.domain.WaveEvent.WaveCompleted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveConfirmed;
import dev.switchover.migration.migration.domain.WaveEvent.WaveFailed;
import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;
import dev.switchover.migration.migration.domain.WaveEvent.WaveRevertStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveReverted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WaveTest {

    private static final WaveAnnounced ANNOUNCED = new WaveAnnounced(ID, "w1", 5, 0);
    private static final WaveRevertStarted REVERTING = new WaveRevertStarted(ID, "w1", "calls fail", 2);
    private static final EndWave END = new EndWave(ID, "w1");
    private static final WaveMembers MEMBERS = new WaveMembers(5, 2, "hash");

    private FixtureConfiguration<Migration> migration;

    @BeforeEach
    void setUp() {
        migration = new AggregateTestFixture<>(Migration.class);
    }

    @Nested
    class Planning {

        @Test
        void fixesTheMembersByTheirHash() {
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(planning("w1", first(5)), MEMBERS))
                    .expectEvents(WAVE);
        }

        @Test
        void againChangesNothing() {
            migration
                    .given(PLANNED, STARTED, WAVE)
                    .whenInvoking(ID.toString(), m -> m.decide(planning("w1", first(5)), new WaveMembers(0, 0, "")))
                    .expectNoEvents();
        }

        @Test
        void numbersNoTwoWavesAlike() {
            var others = List.of(numbered("w2", 2), new WaveWithdrawn(ID, "w2", "later"), numbered("w9", 3));
            migration
                    .given(PLANNED, STARTED, WAVE)
                    .andGiven(others)
                    .whenInvoking(ID.toString(), m -> m.decide(planning("w2", first(5)), MEMBERS))
                    .expectEvents(numbered("w2", 4));
            migration
                    .given(PLANNED, STARTED, WAVE)
                    .andGiven(others)
                    .andGiven(numbered("w2", 4))
                    .whenInvoking(ID.toString(), m -> m.decide(planning("w3", first(5)), MEMBERS))
                    .expectEvents(numbered("w3", 5));
        }

        private static WavePlanned numbered(String wave, int number) {
            return new WavePlanned(ID, wave, number, "first 5", 5, 2, "hash", List.of());
        }

        @Test
        void isRefusedWithOtherMembers() {
            migration
                    .given(PLANNED, STARTED, WAVE)
                    .whenInvoking(ID.toString(), m -> m.decide(planning("w1", first(6)), MEMBERS))
                    .expectException(refusedAs("wave-exists"));
        }

        @Test
        void isRefusedWithAsManyOthers() {
            var planned = new WavePlanned(ID, "w1", 1, "list of 1", 1, 0, "of k1", List.of());
            migration
                    .given(PLANNED, STARTED, planned)
                    .whenInvoking(
                            ID.toString(), m -> m.decide(planning("w1", named("k1")), new WaveMembers(1, 0, "of k1")))
                    .expectNoEvents();
            migration
                    .given(PLANNED, STARTED, planned)
                    .whenInvoking(
                            ID.toString(), m -> m.decide(planning("w1", named("k2")), new WaveMembers(1, 0, "of k2")))
                    .expectException(refusedAs("wave-exists"));
        }

        private WaveSelection named(String customer) {
            return selection(List.of(customer), false, null);
        }

        @Test
        void isRefusedIfNobodyFits() {
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(planning("w1", first(5)), new WaveMembers(0, 0, "")))
                    .expectException(refusedAs("wave-empty"));
        }

        @Test
        void isRefusedIfItWaitsForItselfOrForNothingKnown() {
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(planning("w1", first(5), "w1"), MEMBERS))
                    .expectException(refusedAs("wave-cycle"));
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(planning("w2", first(5), "w1"), MEMBERS))
                    .expectException(refusedAs("wave-predecessor-unknown"));
        }

        @Test
        void isRefusedWhileTheSourceIsRemoved() {
            migration
                    .given(PLANNED, STARTED, REMOVAL)
                    .whenInvoking(ID.toString(), m -> m.decide(planning("w1", first(5)), MEMBERS))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }

        @Test
        void isRefusedForASelectionThatIsNone() {
            refused("wave-selection", selection(List.of(), false, null));
            refused("wave-selection", selection(List.of("acme"), true, null));
            refused("wave-selection", selection(List.of(), false, 0));
            refused("wave-selection", selection(List.of(), true, 2));
            refused("wave-selection", new WaveSelection(List.of(), true, null, "example.org", null));
            refused("wave-selection", new WaveSelection(List.of(), true, null, null, "IP"));
            refused("wave-members-twice", selection(List.of("acme", "beta", "acme"), false, null));
        }

        private PlanWave planning(String wave, WaveSelection selection, String... after) {
            return new PlanWave(ID, wave, selection, List.of(after));
        }

        private WaveSelection first(int count) {
            return selection(List.of(), false, count);
        }

        private WaveSelection selection(List<String> customers, boolean all, @Nullable Integer first) {
            return new WaveSelection(customers, all, first, null, null);
        }

        private void refused(String problem, WaveSelection selection) {
            assertThatThrownBy(selection::checked)
                    .isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.problem())
                            .isEqualTo(problem));
        }
    }

    @Nested
    class Withdrawing {

        private static final WaveWithdrawn WITHDRAWN = new WaveWithdrawn(ID, "w1", "the wrong customers");

        @Test
        void freesItsMembersAndItsName() {
            when(PLANNED, STARTED, WAVE).expectEvents(WITHDRAWN);
            when(PLANNED, WAVE).expectEvents(WITHDRAWN);
            migration
                    .given(PLANNED, STARTED, WAVE, WITHDRAWN)
                    .whenInvoking(
                            ID.toString(),
                            m -> m.decide(
                                    new PlanWave(
                                            ID, "w1", new WaveSelection(List.of(), true, null, null, null), List.of()),
                                    MEMBERS))
                    .expectEvents(new WavePlanned(ID, "w1", 2, "all remaining", 5, 2, "hash", List.of()));
        }

        @Test
        void againChangesNothing() {
            when(PLANNED, STARTED, WAVE, WITHDRAWN).expectNoEvents();
        }

        @Test
        void isRefusedOnceTheMembersAreTold() {
            when(PLANNED, STARTED, WAVE, WAVE_STARTED).expectException(refusedAs("wave-in-wrong-state"));
            when(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED).expectException(refusedAs("wave-in-wrong-state"));
        }

        @Test
        void isRefusedWhileAnotherWaitsForIt() {
            var second = new WavePlanned(ID, "w2", 2, "all remaining", 9, 0, "hash", List.of("w1"));
            when(PLANNED, STARTED, WAVE, second).expectException(refusedAs("wave-awaited"));
            when(PLANNED, STARTED, WAVE, second, new WaveWithdrawn(ID, "w2", "no"))
                    .expectEvents(WITHDRAWN);
        }

        @Test
        void keepsItFromBeingStartedOrWaitedFor() {
            migration
                    .given(PLANNED, STARTED, WAVE, WITHDRAWN)
                    .whenInvoking(ID.toString(), m -> m.decide(new StartWave(ID, "w1", DUE, NOW, Set.of()), OPEN))
                    .expectException(refusedAs("wave-in-wrong-state"));
            migration
                    .given(PLANNED, STARTED, WAVE, WITHDRAWN)
                    .whenInvoking(
                            ID.toString(),
                            m -> m.decide(
                                    new PlanWave(
                                            ID,
                                            "w2",
                                            new WaveSelection(List.of(), true, null, null, null),
                                            List.of("w1")),
                                    MEMBERS))
                    .expectException(refusedAs("wave-predecessor-unknown"));
        }

        @Test
        void againForAnotherReasonIsRefused() {
            var withdrawn = new WaveWithdrawn(ID, "w1", "too many customers");
            when(PLANNED, STARTED, WAVE, withdrawn).expectException(refusedAs("already-said-otherwise"));
        }

        private ResultValidator<Migration> when(Object... past) {
            return migration
                    .given(past)
                    .whenInvoking(ID.toString(), m -> m.decide(new WithdrawWave(ID, "w1", "the wrong customers")));
        }
    }

    @Nested
    class Starting {

        @Test
        void recordsTheGates() {
            migration
                    .given(PLANNED, STARTED, WAVE)
                    .whenInvoking(ID.toString(), m -> m.decide(starting("w1", DUE), OPEN))
                    .expectEvents(WAVE_STARTED);
        }

        @Test
        void againChangesNothing() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(starting("w1", DUE), SHUT))
                    .expectNoEvents();
        }

        @Test
        void againWithoutADateChangesNothing() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED)
                    .whenInvoking(ID.toString(), m -> m.decide(starting("w1", null), SHUT))
                    .expectNoEvents();
        }

        @Test
        void againWithAnotherDateIsRefusedAndSaysWhatTheMembersWereTold() {
            var later = DUE.plusSeconds(86_400);
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED)
                    .whenInvoking(ID.toString(), m -> m.decide(starting("w1", later), OPEN))
                    .expectNoEvents()
                    .expectException(refusedAs("wave-started-otherwise"))
                    .expectException(
                            Given.offending(new Offence("due", "as stored", later.toString(), "Stored is: " + DUE)));
        }

        @Test
        void tellsTheMembersTwoWeeksIfNobodySaysOtherwise() {
            migration
                    .given(PLANNED, STARTED, WAVE)
                    .whenInvoking(ID.toString(), m -> m.decide(starting("w1", null), OPEN))
                    .expectEvents(new WaveStarted(ID, "w1", 5, NOW.plus(Duration.ofDays(14)), OPEN, 1));
        }

        @Test
        void isPossibleAgainAfterAReversal() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED, REVERTING, new WaveReverted(ID, "w1", 5, 0))
                    .whenInvoking(ID.toString(), m -> m.decide(starting("w1", DUE), OPEN))
                    .expectEvents(new WaveStarted(ID, "w1", 5, DUE, OPEN, 3));
        }

        @Test
        void isRefusedByItsGates() {
            refused("gates-refuse", "w1", DUE, List.of(PLANNED, STARTED, WAVE));
        }

        @Test
        void isRefusedBeforeTheMigrationStarts() {
            refused("migration-in-wrong-state", "w1", DUE, List.of(PLANNED, WAVE));
        }

        @Test
        void isRefusedForAnUnknownWave() {
            refused("wave-not-found", "w9", DUE, List.of(PLANNED, STARTED, WAVE));
        }

        @Test
        void isRefusedIfItWereDueInThePast() {
            refused("dates-reversed", "w1", NOW, List.of(PLANNED, STARTED, WAVE));
        }

        @Test
        void isRefusedWhileItIsPutBack() {
            refused("wave-in-wrong-state", "w1", DUE, List.of(PLANNED, STARTED, WAVE, WAVE_STARTED, REVERTING));
        }

        @Test
        void isRefusedBeforeItsPredecessorsAreComplete() {
            var second = new WavePlanned(ID, "w2", 2, "all remaining", 9, 0, "hash", List.of("w1"));
            refused("wave-too-early", "w2", DUE, List.of(PLANNED, STARTED, WAVE, second));
        }

        private StartWave starting(String wave, @Nullable Instant due) {
            return new StartWave(ID, wave, due, NOW, Set.of());
        }

        private void refused(String problem, String wave, Instant due, List<?> past) {
            migration
                    .given(past)
                    .whenInvoking(ID.toString(), m -> m.decide(starting(wave, due), SHUT))
                    .expectException(refusedAs(problem));
        }
    }

    @Nested
    class Ending {

        @Test
        void isAnnouncedByItsDriver() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED)
                    .when(new RecordAnnounced(ID, "w1", 1, 5, 0))
                    .expectEvents(ANNOUNCED);
        }

        @Test
        void completesOnceAllWereTold() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED)
                    .whenInvoking(ID.toString(), m -> m.decide(END, new WaveCount(5, 0, 1)))
                    .expectEvents(new WaveCompleted(ID, "w1", 5, 1));
        }

        @Test
        void doesNotCompleteWhileMembersAreBeingTold() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(END, new WaveCount(5, 0, 1)))
                    .expectNoEvents();
        }

        @Test
        void isTakenBackWhenItsMembersWentBackOneByOne() {
            var all = new WaveReverted(ID, "w1", 5, 0);
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED)
                    .whenInvoking(ID.toString(), m -> m.decide(END, new WaveCount(0, 5, 0)))
                    .expectEvents(all);
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED, new WaveCompleted(ID, "w1", 5, 0))
                    .whenInvoking(ID.toString(), m -> m.decide(END, new WaveCount(0, 5, 0)))
                    .expectEvents(all);
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED, all)
                    .whenInvoking(ID.toString(), m -> m.decide(END, new WaveCount(0, 5, 0)))
                    .expectNoEvents();
        }

        @Test
        void whatIsCompleteStaysSoWhileOneWhoMovedIsLeft() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED, new WaveCompleted(ID, "w1", 5, 0))
                    .whenInvoking(ID.toString(), m -> m.decide(END, new WaveCount(1, 4, 0)))
                    .expectNoEvents();
        }

        @Test
        void isConfirmedByAPersonsWord() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED)
                    .when(new ConfirmWave(ID, "w1", "seen on b", "olga", NOW))
                    .expectEvents(new WaveConfirmed(ID, "w1", "seen on b", "olga", NOW, 1));
        }

        @Test
        void isNotConfirmedBeforeEverybodyIsTold() {
            var confirming = new ConfirmWave(ID, "w1", "seen on b", "olga", NOW);
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED)
                    .when(confirming)
                    .expectException(refusedAs("wave-in-wrong-state"));
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, new WaveFailed(ID, "w1", "no database", 3))
                    .when(confirming)
                    .expectException(refusedAs("wave-in-wrong-state"));
        }

        @Test
        void isNotAnnouncedByTheDriverOfAnEarlierRound() {
            var again = new WaveStarted(ID, "w1", 5, DUE, OPEN, 3);
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, REVERTING, new WaveReverted(ID, "w1", 0, 0), again)
                    .when(new RecordAnnounced(ID, "w1", 1, 5, 0))
                    .expectNoEvents();
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, REVERTING, new WaveReverted(ID, "w1", 0, 0), again)
                    .when(new RecordWaveFailure(ID, "w1", 1, "no database", 3))
                    .expectNoEvents();
        }

        /** Stored before rounds were counted. */
        @Test
        void isAnnouncedByADriverThatKnowsOfNoRounds() {
            migration
                    .given(PLANNED, STARTED, WAVE, new WaveStarted(ID, "w1", 5, DUE, OPEN, 0))
                    .when(new RecordAnnounced(ID, "w1", 0, 5, 0))
                    .expectEvents(ANNOUNCED);
        }

        @Test
        void isNotConfirmedWithoutEvidenceOrBeforeTheStart() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED)
                    .when(new ConfirmWave(ID, "w1", "", "olga", NOW))
                    .expectException(refusedAs("evidence-missing"));
            migration
                    .given(PLANNED, STARTED, WAVE)
                    .when(new ConfirmWave(ID, "w1", "seen on b", "olga", NOW))
                    .expectException(refusedAs("wave-in-wrong-state"));
        }

        @Test
        void saysThatItsDriverGaveUp() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED)
                    .when(new RecordWaveFailure(ID, "w1", 1, "no database", 3))
                    .expectEvents(new WaveFailed(ID, "w1", "no database", 3));
        }

        @Test
        void startsAgainAfterItsDriverGaveUp() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, new WaveFailed(ID, "w1", "no database", 3))
                    .whenInvoking(ID.toString(), m -> m.decide(new StartWave(ID, "w1", DUE, NOW, Set.of()), OPEN))
                    .expectEvents(new WaveStarted(ID, "w1", 5, DUE, OPEN, 2));
        }
    }

    @Nested
    class Reverting {

        private final RevertWave command = new RevertWave(ID, "w1", "calls fail");

        @Test
        void beginsAgainAfterItsDriverGaveUp() {
            when(
                            command,
                            3,
                            PLANNED,
                            STARTED,
                            WAVE,
                            WAVE_STARTED,
                            REVERTING,
                            new WaveFailed(ID, "w1", "no database", 3))
                    .expectEvents(new WaveRevertStarted(ID, "w1", "calls fail", 3));
        }

        @Test
        void putsStartedWavesBack() {
            when(command, 5, PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED).expectEvents(REVERTING);
        }

        @Test
        void againChangesNothing() {
            when(command, 5, PLANNED, STARTED, WAVE, WAVE_STARTED, REVERTING).expectNoEvents();
        }

        @Test
        void againForAnotherReasonIsRefused() {
            var other = new RevertWave(ID, "w1", "too late");
            var reverted = new WaveReverted(ID, "w1", 5, 0);
            when(other, 5, PLANNED, STARTED, WAVE, WAVE_STARTED, REVERTING)
                    .expectException(refusedAs("already-said-otherwise"));
            when(other, 0, PLANNED, STARTED, WAVE, WAVE_STARTED, REVERTING, reverted)
                    .expectException(refusedAs("already-said-otherwise"));
        }

        @Test
        void goesOnWhileSomebodyIsToldThoughItHasEnded() {
            var reverted = new WaveReverted(ID, "w1", 4, 1);
            when(new RevertWave(ID, "w1", "once more"), 1, PLANNED, STARTED, WAVE, WAVE_STARTED, REVERTING, reverted)
                    .expectEvents(new WaveRevertStarted(ID, "w1", "once more", 3));
        }

        @Test
        void whoWentBackOneByOneDidSoForNoReasonOfTheWave() {
            when(command, 0, PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED, new WaveReverted(ID, "w1", 5, 0))
                    .expectNoEvents();
        }

        @Test
        void endsWithItsDriver() {
            migration
                    .given(PLANNED, STARTED, WAVE, WAVE_STARTED, REVERTING)
                    .when(new RecordReverted(ID, "w1", 2, 4, 1))
                    .expectEvents(new WaveReverted(ID, "w1", 4, 1));
        }

        @Test
        void isRefusedBeforeTheStart() {
            when(command, 0, PLANNED, STARTED, WAVE).expectException(refusedAs("wave-in-wrong-state"));
        }

        @Test
        void isRefusedWhileTheSourceIsRemoved() {
            when(command, 5, PLANNED, STARTED, WAVE, WAVE_STARTED, ANNOUNCED, REMOVAL)
                    .expectException(refusedAs("migration-in-wrong-state"));
        }

        private ResultValidator<Migration> when(RevertWave asked, int left, Object... past) {
            return migration.given(past).whenInvoking(ID.toString(), m -> m.decide(asked, left));
        }
    }
}
