package dev.switchover.migration.migration.domain;

import static dev.switchover.migration.migration.domain.Given.DRAIN;
import static dev.switchover.migration.migration.domain.Given.ID;
import static dev.switchover.migration.migration.domain.Given.NOW;
import static dev.switchover.migration.migration.domain.Given.OPEN;
import static dev.switchover.migration.migration.domain.Given.PLANNED;
import static dev.switchover.migration.migration.domain.Given.SHUT;
import static dev.switchover.migration.migration.domain.Given.STARTED;
import static dev.switchover.migration.migration.domain.Given.planned;
import static dev.switchover.migration.migration.domain.Given.planning;
import static dev.switchover.migration.migration.domain.Given.refusedAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.MigrationCommand.AbortMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.AttestGate;
import dev.switchover.migration.migration.domain.MigrationCommand.CorrectContractEnd;
import dev.switchover.migration.migration.domain.MigrationCommand.Decommission;
import dev.switchover.migration.migration.domain.MigrationCommand.EndAbort;
import dev.switchover.migration.migration.domain.MigrationCommand.PlanMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.StartMigration;
import dev.switchover.migration.migration.domain.MigrationEvent.AbortStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.ContractEndCorrected;
import dev.switchover.migration.migration.domain.MigrationEvent.GateAttested;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationAborted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationCompleted;
import dev.switchover.migration.migration.domain.MigrationEvent.SourceDecommissioned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MigrationTest {

    private static final MigrationCompleted COMPLETED = new MigrationCompleted(ID, "c1", "a", "b");

    private FixtureConfiguration<Migration> migration;

    @BeforeEach
    void setUp() {
        migration = new AggregateTestFixture<>(Migration.class);
    }

    @Nested
    class CorrectingTheContractEnd {

        private static final LocalDate RIGHT = LocalDate.of(2026, 12, 31);

        @Test
        void takesTheWarningBack() {
            var early = planned(LocalDate.of(2026, 4, 10), Instant.parse("2026-04-10T23:00:00Z"));
            var right = new ContractEndCorrected(ID, RIGHT, null, "prolonged");
            migration.given(early).when(correct(RIGHT)).expectEvents(right);
            migration.given(early, right).when(correct(RIGHT)).expectNoEvents();
            migration.given(early, right).when(new StartMigration(ID, false)).expectEvents(STARTED);
        }

        @Test
        void warnsAnew() {
            var end = Instant.parse("2026-04-10T23:00:00Z");
            migration
                    .given(planned(RIGHT, end), correctedTo(LocalDate.of(2026, 4, 10), end))
                    .when(new StartMigration(ID, false))
                    .expectException(refusedAs("plan-warns"));
        }

        @Test
        void isRefusedOnceTheMigrationIsOver() {
            migration
                    .given(PLANNED, new MigrationAborted(ID, "c1", "a", "b", "no server", 0, 0, List.of()))
                    .when(correct(RIGHT))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }

        private static ContractEndCorrected correctedTo(LocalDate day, Instant end) {
            return new ContractEndCorrected(ID, day, planned(day, end).warning(), "a typing error");
        }

        private static CorrectContractEnd correct(LocalDate day) {
            return new CorrectContractEnd(ID, day, "prolonged");
        }
    }

    @Nested
    class Planning {

        @Test
        void predictsByTheDocument() {
            assertThat(PLANNED.predictions()).extracting(Prediction::source).containsOnly("document");
            assertThat(PLANNED.predictedEnd()).isEqualTo(NOW.plus(DRAIN).plus(Duration.ofMinutes(30)));
            assertThat(PLANNED.warning()).isNull();
        }

        @Test
        void warnsIfTheContractEndsTooEarly() {
            var end = Instant.parse("2026-04-10T23:00:00Z");
            assertThat(planned(LocalDate.of(2026, 4, 10), end).warning())
                    .contains("2026-04-10, before the predicted end of the migration, 2026-04-11T00:30:00Z");
            assertThat(planned(LocalDate.of(2026, 4, 11), end).warning()).isNull();
        }

        @Test
        void againChangesNothing() {
            migration
                    .given(PLANNED)
                    .whenInvoking(ID.toString(), m -> m.decide(planning(null, null)))
                    .expectNoEvents();
        }

        @Test
        void isRefusedWithOtherContent() {
            migration
                    .given(PLANNED)
                    .whenInvoking(ID.toString(), m -> m.decide(planning(LocalDate.of(2026, 12, 31), null)))
                    .expectException(refusedAs("migration-exists"));
        }

        @Test
        void isRefusedWhenTheAddressCanMove() {
            refused("address-can-move", with(MigrationKind.MOVE_ADDRESS, false, "b", "new hoster", DRAIN));
            refused("address-can-move", with(MigrationKind.NEW_ADDRESS, true, "b", "new hoster", DRAIN));
        }

        @Test
        void isRefusedForNonsense() {
            refused("target-is-source", with(MigrationKind.NEW_ADDRESS, false, "a", "new hoster", DRAIN));
            refused("reason-missing", with(MigrationKind.NEW_ADDRESS, false, "b", " ", DRAIN));
            refused("drain-time", with(MigrationKind.NEW_ADDRESS, false, "b", "new hoster", Duration.ofDays(91)));
            refused("dates-reversed", planning(null, NOW.minusSeconds(1)));
        }

        private PlanMigration with(
                MigrationKind kind, boolean addressCanMove, String target, String reason, Duration drain) {
            return new PlanMigration(ID, kind, addressCanMove, "c1", "a", target, reason, null, null, drain, NOW);
        }

        private void refused(String problem, PlanMigration command) {
            assertThatThrownBy(() -> Plan.checked(command, Prediction.DOCUMENT))
                    .isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.problem())
                            .isEqualTo(problem));
        }
    }

    @Nested
    class Starting {

        @Test
        void starts() {
            migration.given(PLANNED).when(new StartMigration(ID, false)).expectEvents(STARTED);
        }

        @Test
        void againChangesNothing() {
            migration
                    .given(PLANNED, STARTED)
                    .when(new StartMigration(ID, false))
                    .expectNoEvents();
        }

        @Test
        void isRefusedUntilTheWarningIsAccepted() {
            var late = planned(LocalDate.of(2026, 3, 1), NOW.plus(Duration.ofDays(9)));
            migration.given(late).when(new StartMigration(ID, false)).expectException(refusedAs("plan-warns"));
            migration.given(late).when(new StartMigration(ID, true)).expectEvents(STARTED);
        }

        @Test
        void isRefusedAfterTheEnd() {
            migration
                    .given(PLANNED, STARTED, COMPLETED)
                    .when(new StartMigration(ID, false))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }
    }

    @Nested
    class Attesting {

        @Test
        void recordsWhoSaysWhat() {
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(attesting("dns-ttl-lowered", "zone file")))
                    .expectEvents(new GateAttested(ID, new Attestation("dns-ttl-lowered", "zone file", "olga", NOW)));
        }

        @Test
        void isRefusedForWhatIsMeasured() {
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(attesting("registration-exclusive", "trust me")))
                    .expectException(refusedAs("gate-not-attestable"));
        }

        @Test
        void isRefusedForAnUnknownGate() {
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(attesting("moon-full", "seen")))
                    .expectException(refusedAs("gate-not-found"));
        }

        @Test
        void isRefusedWithoutEvidence() {
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(attesting("dns-ttl-lowered", " ")))
                    .expectException(refusedAs("evidence-missing"));
        }

        @Test
        void isRefusedAfterTheEnd() {
            migration
                    .given(PLANNED, STARTED, COMPLETED)
                    .whenInvoking(ID.toString(), m -> m.decide(attesting("dns-ttl-lowered", "zone file")))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }

        @Test
        void isRefusedWhileAllGoBack() {
            migration
                    .given(PLANNED, STARTED, new AbortStarted(ID, "no"))
                    .whenInvoking(ID.toString(), m -> m.decide(attesting("dns-ttl-lowered", "zone file")))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }

        private AttestGate attesting(String gate, String evidence) {
            return new AttestGate(ID, gate, evidence, "olga", NOW);
        }
    }

    @Nested
    class Aborting {

        @Test
        void endsAPlanAtOnce() {
            migration
                    .given(PLANNED)
                    .whenInvoking(ID.toString(), m -> m.decide(aborting("no"), List.of("x")))
                    .expectEvents(
                            new AbortStarted(ID, "no"),
                            new MigrationAborted(ID, "c1", "a", "b", "no", 0, 0, List.of("x")));
        }

        @Test
        void putsEverybodyBackFirst() {
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(aborting("no"), List.of("x")))
                    .expectEvents(new AbortStarted(ID, "no"));
        }

        @Test
        void endsBySayingWhatIsLeft() {
            var past = List.of(PLANNED, STARTED, new AbortStarted(ID, "no"));
            migration
                    .given(past)
                    .whenInvoking(ID.toString(), m -> m.decide(new EndAbort(ID, 7, 1), List.of("x")))
                    .expectEvents(new MigrationAborted(ID, "c1", "a", "b", "no", 7, 1, List.of("x")));
        }

        @Test
        void againChangesNothing() {
            migration
                    .given(PLANNED, STARTED, new AbortStarted(ID, "no"))
                    .whenInvoking(ID.toString(), m -> m.decide(aborting("no"), List.of("x")))
                    .expectNoEvents();
        }

        @Test
        void againForAnotherReasonIsRefused() {
            var started = List.of(PLANNED, STARTED, new AbortStarted(ID, "no"));
            migration
                    .given(started)
                    .whenInvoking(ID.toString(), m -> m.decide(aborting("too dear"), List.of("x")))
                    .expectException(refusedAs("already-said-otherwise"));
            var ended = new MigrationAborted(ID, "c1", "a", "b", "no", 7, 1, List.of("x"));
            migration
                    .given(PLANNED, STARTED, new AbortStarted(ID, "no"), ended)
                    .whenInvoking(ID.toString(), m -> m.decide(aborting("too dear"), List.of("x")))
                    .expectException(refusedAs("already-said-otherwise"));
        }

        @Test
        void isRefusedWithoutAReason() {
            migration
                    .given(PLANNED)
                    .whenInvoking(ID.toString(), m -> m.decide(aborting(""), List.of()))
                    .expectException(refusedAs("reason-missing"));
        }

        @Test
        void isRefusedAfterTheEnd() {
            migration
                    .given(PLANNED, STARTED, COMPLETED)
                    .whenInvoking(ID.toString(), m -> m.decide(aborting("no"), List.of("x")))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }

        private AbortMigration aborting(String reason) {
            return new AbortMigration(ID, reason, NOW);
        }
    }

    @Nested
    class Decommissioning {

        private final Decommission command = new Decommission(ID, "olga", NOW, Set.of());

        @Test
        void endsTheSource() {
            migration
                    .given(PLANNED, STARTED, COMPLETED)
                    .whenInvoking(ID.toString(), m -> m.decide(command, OPEN))
                    .expectEvents(new SourceDecommissioned(ID, "c1", "a", "olga", OPEN));
        }

        @Test
        void againChangesNothing() {
            migration
                    .given(PLANNED, STARTED, COMPLETED, new SourceDecommissioned(ID, "c1", "a", "olga", OPEN))
                    .whenInvoking(ID.toString(), m -> m.decide(command, SHUT))
                    .expectNoEvents();
        }

        @Test
        void isRefusedByItsGates() {
            migration
                    .given(PLANNED, STARTED, COMPLETED)
                    .whenInvoking(ID.toString(), m -> m.decide(command, SHUT))
                    .expectException(refusedAs("gates-refuse"));
        }

        @Test
        void isRefusedBeforeTheSourceIsRemoved() {
            migration
                    .given(PLANNED, STARTED)
                    .whenInvoking(ID.toString(), m -> m.decide(command, OPEN))
                    .expectException(refusedAs("migration-in-wrong-state"));
        }
    }
}
