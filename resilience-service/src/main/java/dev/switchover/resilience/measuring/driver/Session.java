package dev.switchover.resilience.measuring.driver;

import dev.switchover.resilience.measuring.domain.Sample;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Looks in time, whatever the answers do, and hands on what was seen about once a second. */
final class Session implements AutoCloseable {

    private static final int LOOKS_PER_BATCH = 10;

    private final Prober prober;
    private final long interval;
    private final Consumer<List<Sample>> keep;
    private final Queue<Sample> seen = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<?>> asked = new ArrayList<>();

    Session(Prober prober, Duration interval, Consumer<List<Sample>> keep) {
        this.prober = prober;
        this.interval = interval.toNanos();
        this.keep = keep;
    }

    void run(BooleanSupplier over) {
        var next = System.nanoTime();
        do {
            for (var look = 0; look < LOOKS_PER_BATCH; look++) {
                asked.add(prober.look().thenAccept(seen::add));
                next = Math.max(next + interval, System.nanoTime());
                LockSupport.parkNanos(next - System.nanoTime());
            }
            handOnIfPossible();
        } while (!over.getAsBoolean());
    }

    /** While the database is away the rows wait here. */
    private void handOnIfPossible() {
        try {
            handOn();
        } catch (RuntimeException e) {
            Log.warnf("What probes saw cannot be kept yet: %s", e.getMessage());
        }
    }

    private void handOn() {
        var batch = List.copyOf(seen);
        keep.accept(batch);
        seen.removeAll(batch);
        asked.removeIf(CompletableFuture::isDone);
    }

    /** Waits for the answers that are still to come, which have their time-out. */
    @Override
    public void close() {
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
        handOn();
    }
}
