package dev.switchover.resilience;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what is bound to happen. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    /** What must not happen, at no time of this while. */
    public static void staysTrue(Duration time, Runnable assertion) {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            assertion.run();
            LockSupport.parkNanos(200_000_000);
        }
    }

    public static void holds(Runnable assertion) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }
}
