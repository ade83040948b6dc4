package dev.switchover.eventstore.bench;

import dev.switchover.eventstore.bench.CounterEvent.Numbered;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** A view that notes when each numbered event could be seen in it. */
final class Projection {

    private final Side side;
    private final Map<Long, Long> shown;

    Projection(Side side, Map<Long, Long> shown) {
        this.side = side;
        this.shown = shown;
    }

    @EventHandler
    void on(Numbered event) throws SQLException {
        try (var connection = side.connections().getConnection()) {
            Replaying.UpsertPerBatch.upsert(connection, new TreeMap<>(Map.of(event.counterId(), 1L)));
        }
        CurrentUnitOfWork.get().afterCommit(work -> shown.put(event.number(), System.nanoTime()));
    }
}
