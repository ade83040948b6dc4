package dev.switchover.migration.registration.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.operation.Operation.Outcome;
import dev.switchover.kit.operation.Operation.State;
import dev.switchover.kit.operation.Operation.Step;
import dev.switchover.kit.operation.OperationSource;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.registration.view.RegistrationMoveView;
import dev.switchover.migration.registration.view.RegistrationMoves;
import dev.switchover.migration.supplier.domain.SupplierCommand.AbortRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.WhichMove;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A move of a registration as an operation one can follow, and cancel until the registration is taken. */
@Singleton
public class RegistrationOperations implements OperationSource {

    private final RegistrationMoves moves;
    private final Commands commands;

    RegistrationOperations(RegistrationMoves moves, Commands commands) {
        this.moves = moves;
        this.commands = commands;
    }

    @Override
    public Optional<Operation> find(String id) {
        return moves.byOperation(id).map(RegistrationOperations::operation);
    }

    @Override
    public void cancel(String id) {
        var move = moves.byOperation(id)
                .orElseThrow(() -> Rejection.notFound("operation-unknown", "There is no operation " + id + "."));
        commands.send(new AbortRegistrationMove(
                new SupplierId(move.supplier()),
                new TrunkId(move.trunk()),
                WhichMove.number(move.move()),
                "cancelled"));
    }

    private static Operation operation(RegistrationMoveView move) {
        var steps = steps(move);
        return new Operation(
                move.operation(),
                "registration-move",
                outcome(move) == null ? State.WAITING : State.ENDED,
                outcome(move),
                steps,
                steps.stream().filter(step -> step.outcome() != null).count(),
                (long) steps.size(),
                move.startedAt(),
                endedAt(move),
                "/suppliers/" + move.supplier() + "/trunks/" + move.trunk(),
                move.startedBy(),
                move.abortReason() == null ? move.askedReason() : move.abortReason(),
                move.ticket());
    }

    private static @Nullable Outcome outcome(RegistrationMoveView move) {
        return switch (move.state()) {
            case RELEASING, TAKING, RESTORING -> null;
            case MOVED -> Outcome.SUCCEEDED;
            case ABORTED -> Outcome.ABORTED;
        };
    }

    private static @Nullable Instant endedAt(RegistrationMoveView move) {
        return switch (move.state()) {
            case RELEASING, TAKING, RESTORING -> null;
            case MOVED -> move.movedAt();
            case ABORTED -> move.restoredAt() == null ? move.abortedAt() : move.restoredAt();
        };
    }

    private static List<Step> steps(RegistrationMoveView move) {
        var steps = new ArrayList<>(List.of(
                step("release", move.fromNode(), move.startedAt(), move.releasedAt(), move.releasedEvidence()),
                step("take", move.toNode(), move.releasedAt(), move.movedAt(), move.movedEvidence())));
        if (move.abortedAt() != null && move.releasedAt() != null) {
            steps.add(step("restore", move.fromNode(), move.abortedAt(), move.restoredAt(), move.restoredEvidence()));
        }
        return steps;
    }

    private static Step step(
            String id, String node, @Nullable Instant from, @Nullable Instant to, @Nullable String evidence) {
        return new Step(
                id, "A person confirms it on " + node, to == null ? null : Outcome.SUCCEEDED, from, to, evidence);
    }
}
