package dev.switchover.kit.axon;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads of one processor. No pause is longer than a cap: Axon's own grow to a minute after a fault has gone. */
final class PatientExecutor extends ScheduledThreadPoolExecutor {

    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    PatientExecutor(String name, int threads) {
        super(threads, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return super.schedule(command, capped(delay, unit), TimeUnit.MILLISECONDS);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return super.schedule(callable, capped(delay, unit), TimeUnit.MILLISECONDS);
    }

    private static long capped(long delay, TimeUnit unit) {
        return Math.min(LONGEST_PAUSE_MILLIS, unit.toMillis(delay));
    }
}
