package dev.switchover.resilience.roles.rest;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections of a port: so many at once, and none that keeps us waiting, however little it sends at a time. */
final class Visitors {

    private final Vertx vertx;
    private final int most;
    private final long patienceMillis;
    private final AtomicInteger present = new AtomicInteger();
    private final Map<Object, Long> deadlines = new ConcurrentHashMap<>();

    Visitors(Vertx vertx, int most, Duration patience) {
        this.vertx = vertx;
        this.most = most;
        this.patienceMillis = patience.toMillis();
    }

    /** Whoever comes in must {@link #leave} by the close handler of his connection. */
    void enter(Object connection, Runnable hangUp) {
        if (present.incrementAndGet() > most) {
            hangUp.run();
        } else {
            expect(connection, hangUp);
        }
    }

    /** Asked in time: the time begins anew. */
    void expect(Object connection, Runnable hangUp) {
        var before = deadlines.put(connection, vertx.setTimer(patienceMillis, late -> hangUp.run()));
        if (before != null) {
            vertx.cancelTimer(before);
        }
    }

    void leave(Object connection) {
        present.decrementAndGet();
        var deadline = deadlines.remove(connection);
        if (deadline != null) {
            vertx.cancelTimer(deadline);
        }
    }

    int present() {
        return present.get();
    }
}
