package dev.switchover.eventstore;

import dev.switchover.eventstore.PostgresEventStorageEngine.EventBatch;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongFunction;

/**
 * What was read last: the many streams of a process wake at the same time at the same position, and the database is asked
 * once for all of them. What lies behind a position never changes, so a batch can be too short but not wrong.
 */
final class RecentBatches {

    private static final int EVENTS = 5_000;

    private final LongFunction<EventBatch> source;
    private final LinkedHashMap<Long, CompletableFuture<EventBatch>> batches = new LinkedHashMap<>();
    private int events;

    RecentBatches(LongFunction<EventBatch> source) {
        this.source = source;
    }

    /** The events next after a position, some of them at least if there are any by now. */
    EventBatch after(long position) {
        while (true) {
            var own = new CompletableFuture<EventBatch>();
            var batch = enter(position, own);
            if (batch == own) {
                return read(position, own);
            }
            var found = await(batch);
            if (!found.events().isEmpty()) {
                return found;
            }
            // somebody asked before there was anything
        }
    }

    private synchronized CompletableFuture<EventBatch> enter(long position, CompletableFuture<EventBatch> own) {
        var known = batches.putIfAbsent(position, own);
        return known == null ? own : known;
    }

    private EventBatch read(long position, CompletableFuture<EventBatch> own) {
        try {
            var batch = source.apply(position);
            keep(position, batch);
            own.complete(batch);
            return batch;
        } catch (RuntimeException | Error e) {
            forget(position);
            own.completeExceptionally(e);
            throw e;
        }
    }

    private synchronized void keep(long position, EventBatch batch) {
        if (batch.events().isEmpty()) {
            batches.remove(position);
            return;
        }
        events += batch.events().size();
        var oldest = batches.entrySet().iterator();
        while (events > EVENTS && oldest.hasNext()) {
            var candidate = oldest.next();
            if (candidate.getValue().isDone()) {
                events -= candidate.getValue().join().events().size();
                oldest.remove();
            }
        }
    }

    private synchronized void forget(long position) {
        batches.remove(position);
    }

    private static EventBatch await(CompletableFuture<EventBatch> batch) {
        try {
            return batch.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
