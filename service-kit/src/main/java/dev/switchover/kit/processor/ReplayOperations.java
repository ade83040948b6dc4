package dev.switchover.kit.processor;

import dev.switchover.kit.http.Ids;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.operation.Operation.Outcome;
import dev.switchover.kit.operation.OperationSource;
import dev.switchover.kit.security.Actor;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Replays as operations: asked for, followed by position, given up. */
@Singleton
class ReplayOperations implements OperationSource {

    private static final String PREFIX = "replay-";

    private final Replays replays;
    private final ReplayTable table;
    private final EventStore events;
    private final Ids ids;
    private final Actors actors;

    ReplayOperations(Replays replays, ReplayTable table, EventStore events, Ids ids, Actors actors) {
        this.replays = replays;
        this.table = table;
        this.events = events;
        this.ids = ids;
        this.actors = actors;
    }

    /** The operation that rebuilds the view. */
    String begin(String processor) {
        var actor = actors.current().orElse(Actor.SYSTEM);
        var request = new ReplayRequest(PREFIX + ids.next(), processor, actor.name(), actor.reason(), actor.ticket());
        replays.begin(request);
        return request.id();
    }

    @Override
    public Optional<Operation> find(String id) {
        return id.startsWith(PREFIX) ? table.find(id).map(this::operation) : Optional.empty();
    }

    @Override
    public Set<String> cancelledBy() {
        return Set.of(Roles.ADMIN);
    }

    @Override
    public void cancel(String id) {
        replays.cancel(id);
    }

    private Operation operation(ReplayTable.Row row) {
        return new Operation(
                row.id(),
                "replay",
                row.isRunning() ? Operation.State.RUNNING : Operation.State.ENDED,
                outcome(row.state()),
                List.of(),
                row.isRunning() ? replays.position(row.processor()) : row.position(),
                total(row),
                row.requestedAt(),
                row.endedAt(),
                "processor/" + row.processor(),
                row.requestedBy(),
                row.reason(),
                row.ticket());
    }

    /** It has to reach the head of the log, which moves on. */
    private @Nullable Long total(ReplayTable.Row row) {
        return switch (row.state()) {
            case RUNNING -> events.createHeadToken().position().orElse(0);
            case DONE -> row.position();
            case CANCELLED -> null;
        };
    }

    private static @Nullable Outcome outcome(ReplayTable.State state) {
        return switch (state) {
            case RUNNING -> null;
            case DONE -> Outcome.SUCCEEDED;
            case CANCELLED -> Outcome.ABORTED;
        };
    }
}
