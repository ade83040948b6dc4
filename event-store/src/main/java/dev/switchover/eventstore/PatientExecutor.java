package dev.switchover.eventstore;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of one streaming processor, with pauses cut to what makes sense. Axon's pooled processor lets its coordinator
 * sleep 100 ms whenever a queue of 1,024 events is full, which alone would limit a replay to some 10,000 events a second; and
 * its pauses after errors grow to a minute, which goes on long after a fault has gone.
 */
public final class PatientExecutor extends ScheduledThreadPoolExecutor {

    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long QUEUE_FULL_PAUSE_MILLIS = 100;
    private static final long SHORTER_PAUSE_MILLIS = 2;

    public PatientExecutor(String name, int threads) {
        super(threads, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return super.schedule(command, cut(delay, unit), TimeUnit.MILLISECONDS);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return super.schedule(callable, cut(delay, unit), TimeUnit.MILLISECONDS);
    }

    private static long cut(long delay, TimeUnit unit) {
        long millis = unit.toMillis(delay);
        return millis == QUEUE_FULL_PAUSE_MILLIS ? SHORTER_PAUSE_MILLIS : Math.min(LONGEST_PAUSE_MILLIS, millis);
    }
}
