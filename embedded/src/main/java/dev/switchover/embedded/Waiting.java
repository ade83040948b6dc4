package dev.switchover.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, not for a time. */
public final class Waiting {

    private static final long FIRST_PAUSE = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(250).toNanos();

    private final long begun = System.nanoTime();
    private final long limit;

    private Waiting(Duration limit) {
        this.limit = limit.toNanos();
    }

    public static Waiting upTo(Duration limit) {
        return new Waiting(limit);
    }

    /** True as soon as the condition holds, false when the time is over; an exception counts as "not yet". */
    public boolean until(Callable<Boolean> condition) {
        while (!holds(condition)) {
            if (System.nanoTime() - begun >= limit || Thread.currentThread().isInterrupted()) {
                return false;
            }
            pause(begun);
        }
        return true;
    }

    /** A quarter of what was waited so far: to ask all the time costs what is waited for the time it needs. */
    public static void pause(long begun) {
        var waited = System.nanoTime() - begun;
        LockSupport.parkNanos(Math.clamp(waited / 4, FIRST_PAUSE, LONGEST_PAUSE));
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception notYet) {
            return false;
        }
    }
}
