package dev.switchover.eventstore.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that do the same again and again for the length of a slice. */
final class Load implements AutoCloseable {

    static final Duration SLICE = Duration.ofMillis(Long.getLong("bench.slice.millis", 1000));

    /** What caller number so-and-so does once. */
    interface Work {
        void once(int caller) throws Exception;
    }

    /** What must be over before the clock stops. */
    interface End {
        void await() throws Exception;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();

    double perSecond(int callers, Work work, End end) throws Exception {
        var done = new AtomicLong();
        long begun = System.nanoTime();
        var calls = new ArrayList<Callable<Void>>();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            calls.add(() -> {
                while (System.nanoTime() - begun < SLICE.toNanos()) {
                    work.once(caller);
                    done.incrementAndGet();
                }
                return null;
            });
        }
        for (var call : threads.invokeAll(calls)) {
            call.get();
        }
        end.await();
        return done.get() * 1e9 / (System.nanoTime() - begun);
    }

    @Override
    public void close() {
        threads.close();
    }
}
