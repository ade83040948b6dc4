package dev.switchover.kit.override;

import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.operation.Operation.Outcome;
import dev.switchover.kit.operation.OperationSource;
import dev.switchover.kit.security.Roles;
import dev.switchover.kit.view.ViewTables;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Overrides as operations: they wait for the second person. */
@Singleton
class OverrideOperations implements OperationSource {

    static final String PREFIX = "override-";

    private final Overrides overrides;
    private final OverrideTable table;
    private final Clock clock;

    OverrideOperations(Overrides overrides, Jdbi database, Clock clock) {
        this.overrides = overrides;
        this.table = new OverrideTable(database, ViewTables.live());
        this.clock = clock;
    }

    @Override
    public Optional<Operation> find(String id) {
        return id.startsWith(PREFIX)
                ? table.find(id.substring(PREFIX.length())).map(this::operation)
                : Optional.empty();
    }

    @Override
    public void approve(String id) {
        overrides.approve(overrideId(id));
    }

    /** Whoever may ask for one, and whoever may confirm it. */
    @Override
    public Set<String> cancelledBy() {
        return Set.of(Roles.OPERATOR, Roles.APPROVER);
    }

    @Override
    public void cancel(String id) {
        overrides.cancel(overrideId(id));
    }

    private static OverrideId overrideId(String id) {
        return new OverrideId(id.substring(PREFIX.length()));
    }

    private Operation operation(OverrideRow row) {
        var expired = row.state() == OverrideState.WAITING && clock.instant().isAfter(row.expiresAt());
        var outcome = outcome(row.state(), expired);
        return new Operation(
                PREFIX + row.id(),
                row.command(),
                outcome == null ? Operation.State.WAITING : Operation.State.ENDED,
                outcome,
                List.of(step(row, outcome)),
                outcome == Outcome.SUCCEEDED ? 1 : 0,
                1L,
                row.requestedAt(),
                ended(row, expired),
                row.subject(),
                row.requestedBy(),
                row.reason(),
                row.ticket());
    }

    private static Operation.Step step(OverrideRow row, @Nullable Outcome outcome) {
        return new Operation.Step(
                "approve",
                "A second person confirms that " + String.join(", ", row.gates()) + " be set aside until "
                        + row.expiresAt() + facts(row),
                outcome,
                row.requestedAt(),
                row.endedAt(),
                detail(row));
    }

    private static String facts(OverrideRow row) {
        return row.facts().isEmpty() ? "" : ". When it was asked: " + String.join("; ", row.facts());
    }

    private static @Nullable String detail(OverrideRow row) {
        if (row.endedBy() == null) {
            return null;
        }
        return "by " + row.endedBy() + (row.endedBecause() == null ? "" : ": " + row.endedBecause());
    }

    private static @Nullable Instant ended(OverrideRow row, boolean expired) {
        return expired || row.state() == OverrideState.EXPIRED ? row.expiresAt() : row.endedAt();
    }

    private static @Nullable Outcome outcome(OverrideState state, boolean expired) {
        return switch (state) {
            case WAITING -> expired ? Outcome.REJECTED : null;
            case APPROVED -> Outcome.SUCCEEDED;
            case OUTDATED, EXPIRED -> Outcome.REJECTED;
            case CANCELLED -> Outcome.ABORTED;
        };
    }
}
