package dev.switchover.eventstore.bench;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;

/** The stream from its beginning, each payload deserialised, and an ordered COPY as the limit. */
final class Reading {

    private static final int COMMIT = 1000;

    private final Side stock;
    private final Side own;
    private final int events;

    /** Fills both sides with the same events: over a tenth as many keys, none twice in a thousand. */
    Reading(Side stock, Side own, int events) throws InterruptedException {
        this.stock = stock;
        this.own = own;
        this.events = events;
        fill(stock);
        fill(own);
    }

    Comparison stream(int rounds) throws Exception {
        return Comparison.of("stream read", rounds, () -> read(stock), () -> read(own), this::copy);
    }

    private double read(Side side) throws Exception {
        long begun = System.nanoTime();
        TrackingToken tail = side.store().createTailToken();
        try (var stream = side.store().openStream(tail)) {
            for (int i = 0; i < events; i++) {
                stream.nextAvailable().getPayload();
            }
        }
        return events * 1e9 / (System.nanoTime() - begun);
    }

    private double copy() {
        long begun = System.nanoTime();
        own.execute(
                "copy (select * from events.log join events.events on id = event order by position) to '/dev/null'");
        return events * 1e9 / (System.nanoTime() - begun);
    }

    private void fill(Side side) throws InterruptedException {
        int keys = events / 10;
        for (int first = 0; first < events; first += COMMIT) {
            List<DomainEventMessage<?>> commit = new ArrayList<>();
            for (int i = first; i < Math.min(first + COMMIT, events); i++) {
                var id = "counter/read-" + i % keys;
                commit.add(new GenericDomainEventMessage<>(
                        "Counter", id, i / keys, new CounterEvent.Counted(id, 1, Counter.TEXT)));
            }
            side.transactions.executeInTransaction(() -> side.engine().appendEvents(commit));
            side.committed();
        }
        side.settle();
        side.execute("vacuum analyze");
    }
}
