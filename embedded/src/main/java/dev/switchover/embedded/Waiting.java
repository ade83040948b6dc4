package dev.switchover.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, not for a time. */
public final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final long deadline;

    private Waiting(Duration limit) {
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    public static Waiting upTo(Duration limit) {
        return new Waiting(limit);
    }

    /** True as soon as the condition holds, false when the time is over; an exception counts as "not yet". */
    public boolean until(Callable<Boolean> condition) {
        while (!holds(condition)) {
            if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception notYet) {
            return false;
        }
    }
}
