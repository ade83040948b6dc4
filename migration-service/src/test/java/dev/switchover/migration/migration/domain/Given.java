package dev.switchover.migration.migration.domain;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.MigrationCommand.PlanMigration;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationPlanned;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.PointOfNoReturnPassed;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepDone;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;
import dev.switchover.migration.migration.domain.WaveEvent.WaveStarted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;

/** The past of a migration, in the words of its tests. */
final class Given {

    static final MigrationId ID = new MigrationId("m1");
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant DUE = NOW.plus(Duration.ofDays(2));
    static final Duration DRAIN = Duration.ofHours(1);

    static final Gates OPEN = Gates.of(Gate.pass("customers-moved", "0 left", "0 left", NOW));
    static final Gates SHUT = Gates.of(Gate.fail("customers-moved", "1 left", "0 left", NOW, "Move it."));

    static final MigrationPlanned PLANNED = planned(null, null);
    static final MigrationStarted STARTED = new MigrationStarted(ID, "c1", "a", "b");
    static final WavePlanned WAVE = new WavePlanned(ID, "w1", 1, "first 5", 5, 2, "hash", List.of());
    static final WaveStarted WAVE_STARTED = new WaveStarted(ID, "w1", 5, DUE, OPEN, 1);
    static final SourceRemovalStarted REMOVAL = new SourceRemovalStarted(ID, 1, "c1", "a", "b", "olga", OPEN, Map.of());
    static final PointOfNoReturnPassed NO_RETURN = new PointOfNoReturnPassed(ID, 1, "c1", "a");

    private Given() {}

    static PlanMigration planning(@Nullable LocalDate contractEnd, @Nullable Instant plannedEnd) {
        return new PlanMigration(
                ID,
                MigrationKind.NEW_ADDRESS,
                false,
                "c1",
                "a",
                "b",
                "new hoster",
                contractEnd,
                plannedEnd,
                DRAIN,
                NOW);
    }

    static MigrationPlanned planned(@Nullable LocalDate contractEnd, @Nullable Instant plannedEnd) {
        return Plan.checked(planning(contractEnd, plannedEnd), Prediction.DOCUMENT);
    }

    static RemovalStepStarted began(RemovalStep step) {
        return new RemovalStepStarted(ID, 1, step, step.compensation());
    }

    static RemovalStepDone did(RemovalStep step, String evidence) {
        return new RemovalStepDone(ID, 1, step, evidence, "olga");
    }

    static List<Object> running() {
        return List.of(PLANNED, STARTED);
    }

    /** Prepared, management suspended; a person is asked for the release. */
    static List<Object> suspended() {
        return List.of(
                PLANNED,
                STARTED,
                REMOVAL,
                began(RemovalStep.PREPARE),
                did(RemovalStep.PREPARE, "ready"),
                began(RemovalStep.SUSPEND_MANAGEMENT),
                did(RemovalStep.SUSPEND_MANAGEMENT, "suspended"),
                began(RemovalStep.RELEASE));
    }

    /** Past the point of no return; a person deletes the source. */
    static List<Object> deleting() {
        var past = new java.util.ArrayList<>(suspended());
        past.addAll(List.of(did(RemovalStep.RELEASE, "go"), NO_RETURN, began(RemovalStep.DELETE_SOURCE)));
        return past;
    }

    static Matcher<Object> refusedAs(String problem) {
        return Matchers.allOf(
                Matchers.instanceOf(Rejection.class),
                new org.hamcrest.FeatureMatcher<Object, String>(Matchers.is(problem), "problem", "problem") {
                    @Override
                    protected String featureValueOf(Object thrown) {
                        return thrown instanceof Rejection rejection ? rejection.problem() : "";
                    }
                });
    }

    static Matcher<Object> offending(Offence... offences) {
        return new org.hamcrest.FeatureMatcher<Object, List<Offence>>(
                Matchers.is(List.of(offences)), "offences", "offences") {
            @Override
            protected List<Offence> featureValueOf(Object thrown) {
                return thrown instanceof Rejection rejection ? rejection.offences() : List.of();
            }
        };
    }
}
