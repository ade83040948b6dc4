package dev.switchover.migration.migration.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.operation.Operation.Outcome;
import dev.switchover.kit.operation.Operation.State;
import dev.switchover.kit.operation.Operation.Step;
import dev.switchover.kit.operation.OperationSource;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actors;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.domain.OperationId;
import dev.switchover.migration.migration.domain.OperationId.Subject;
import dev.switchover.migration.migration.domain.RemovalCommand.CancelRemoval;
import dev.switchover.migration.migration.domain.RemovalCommand.RetryRemovalStep;
import dev.switchover.migration.migration.domain.WaveCommand.RevertWave;
import dev.switchover.migration.migration.view.MigrationStatus;
import dev.switchover.migration.migration.view.MigrationViews;
import dev.switchover.migration.migration.view.RemovalStatus;
import dev.switchover.migration.migration.view.RemovalViews;
import dev.switchover.migration.migration.view.WaveStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The long work of migrations, to be followed: a whole migration, a wave, a removal. */
@Singleton
public class MigrationOperations implements OperationSource {

    private final MigrationViews migrations;
    private final RemovalViews removals;
    private final Migrations claims;
    private final Commands commands;
    private final Actors actors;
    private final Clock clock;

    MigrationOperations(
            MigrationViews migrations,
            RemovalViews removals,
            Migrations claims,
            Commands commands,
            Actors actors,
            Clock clock) {
        this.migrations = migrations;
        this.removals = removals;
        this.claims = claims;
        this.commands = commands;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public Optional<Operation> find(String id) {
        return new OperationId(id).subject().flatMap(subject -> find(id, subject));
    }

    @Override
    public void cancel(String id) {
        var subject = subject(id);
        var by = actors.get().name();
        if (subject.removal() != null) {
            demandLast(subject, subject.removal());
            callOff(new CancelRemoval(subject.migration(), "cancelled by " + by, by));
        } else if (subject.wave() != null) {
            callOff(new RevertWave(subject.migration(), subject.wave(), "cancelled by " + by));
        } else {
            throw Rejection.conflict("operation-cannot", "A migration is aborted, with a reason, not cancelled.")
                    .remedy("POST /migrations/%s/abort."
                            .formatted(subject.migration().value()));
        }
    }

    /** Whoever cancels says no reason of his own: that another was given before is fine. */
    private void callOff(Object command) {
        try {
            commands.send(command);
        } catch (Rejection refusal) {
            if (!refusal.problem().equals("already-said-otherwise")) {
                throw refusal;
            }
        }
    }

    @Override
    public void retry(String id) {
        var subject = subject(id);
        if (subject.removal() == null) {
            throw Rejection.conflict("operation-cannot", "Of a migration only the step of a removal is tried again.");
        }
        demandLast(subject, subject.removal());
        commands.send(new RetryRemovalStep(subject.migration(), actors.get().name(), clock.instant()));
    }

    /** What is meant of a removal that is over is not done to the one that came after it. */
    private void demandLast(Subject subject, int removal) {
        var last = claims.get(subject.migration()).removal();
        if (removal != last) {
            throw Rejection.conflict("operation-cannot", "Removal %d is over.".formatted(removal))
                    .remedy("The last one is GET /operations/%s.".formatted(OperationId.of(subject.migration(), last)));
        }
    }

    private static Subject subject(String id) {
        return new OperationId(id).subject().orElseThrow();
    }

    private Optional<Operation> find(String id, Subject subject) {
        var removal = subject.removal();
        if (removal != null) {
            return removals.find(subject.migration(), removal).map(it -> removal(id, subject, it));
        }
        var wave = subject.wave();
        var migration = migrations.find(subject.migration());
        return wave == null
                ? migration.map(it -> whole(id, it))
                : migration.flatMap(it -> it.waves().stream()
                        .filter(one -> one.wave().equals(wave) && one.startedAt() != null)
                        .findFirst()
                        .map(one -> wave(id, subject, one, it)));
    }

    private static Operation removal(String id, Subject subject, RemovalStatus removal) {
        var outcome = removal.outcome() == null ? null : Outcome.valueOf(removal.outcome());
        var steps = removal.steps().stream()
                .map(step -> new Step(
                        step.step(),
                        step.manual() ? "A person confirms" : "Happens with the step before",
                        step.state().equals("WAITING") ? null : Outcome.valueOf(step.state()),
                        step.startedAt(),
                        step.endedAt(),
                        step.evidence()))
                .toList();
        var done = steps.stream()
                .filter(step -> step.outcome() == Outcome.SUCCEEDED)
                .count();
        var state = removal.endedAt() == null ? State.WAITING : State.ENDED;
        return new Operation(
                id,
                "removal",
                state,
                outcome,
                steps,
                done,
                5L,
                removal.startedAt(),
                removal.endedAt(),
                subject.migration().toString(),
                removal.startedBy(),
                removal.reason() == null ? removal.askedReason() : removal.reason(),
                removal.ticket());
    }

    private static Operation wave(String id, Subject subject, WaveStatus wave, MigrationStatus migration) {
        var outcome = outcome(wave, migration);
        var state = outcome != null ? State.ENDED : wave.phase().equals("ANNOUNCED") ? State.WAITING : State.RUNNING;
        var told = wave.states().values().stream().mapToLong(Long::longValue).sum();
        var steps = List.of(new Step(
                "announce",
                "%d of %d told, %d refused, %d not put back"
                        .formatted(told, wave.members(), wave.refused(), wave.notPutBack()),
                wave.phase().equals("ANNOUNCING") ? outcome : Outcome.SUCCEEDED,
                wave.startedAt(),
                null,
                wave.states().toString()));
        return new Operation(
                id,
                "wave",
                state,
                outcome,
                steps,
                told,
                (long) wave.members(),
                java.util.Objects.requireNonNull(wave.startedAt()),
                outcome != null && wave.endedAt() == null ? migration.endedAt() : wave.endedAt(),
                subject.migration().toString(),
                wave.requestedBy(),
                reason(subject, wave, outcome),
                wave.ticket());
    }

    /** What went wrong, or else why it was asked for, which the wave itself shows as well. */
    private static @Nullable String reason(Subject subject, WaveStatus wave, @Nullable Outcome outcome) {
        if (wave.failure() != null) {
            return wave.failure();
        }
        if (outcome == null || wave.refused() + wave.notPutBack() == 0) {
            return wave.askedReason();
        }
        return "%d of %d could not be told, %d not put back: GET /migrations/%s/waves/%s/members says why."
                .formatted(
                        wave.refused(),
                        wave.members(),
                        wave.notPutBack(),
                        subject.migration().value(),
                        wave.wave());
    }

    /** One that was on its way when its migration ended is over with it. */
    private static @Nullable Outcome outcome(WaveStatus wave, MigrationStatus migration) {
        if (wave.failure() != null) {
            return Outcome.FAILED;
        }
        return switch (wave.phase()) {
            case "COMPLETED" -> wave.refused() == 0 ? Outcome.SUCCEEDED : Outcome.INCOMPLETE;
            case "REVERTED" -> wave.notPutBack() == 0 ? Outcome.ABORTED : Outcome.INCOMPLETE;
            default ->
                switch (migration.phase()) {
                    case "ABORTED" -> Outcome.ABORTED;
                    case "COMPLETED", "DECOMMISSIONED" -> Outcome.INCOMPLETE;
                    default -> null;
                };
        };
    }

    private static Operation whole(String id, MigrationStatus migration) {
        var outcome = outcome(migration);
        var state = outcome == null ? State.RUNNING : State.ENDED;
        var abort = migration.abort();
        return new Operation(
                id,
                "migration",
                state,
                outcome,
                List.of(),
                0,
                null,
                migration.plannedAt(),
                migration.endedAt(),
                "migration/" + migration.id(),
                migration.requestedBy(),
                abort == null ? migration.reason() : abort.reason(),
                migration.ticket());
    }

    private static @Nullable Outcome outcome(MigrationStatus migration) {
        return switch (migration.phase()) {
            case "COMPLETED", "DECOMMISSIONED" -> Outcome.SUCCEEDED;
            case "ABORTED" ->
                migration.abort() == null || migration.abort().isWhole() ? Outcome.ABORTED : Outcome.INCOMPLETE;
            default -> null;
        };
    }
}
