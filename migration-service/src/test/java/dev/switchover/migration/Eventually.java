package dev.switchover.migration;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what is bound to happen. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    public static void holds(Runnable assertion) {
        holds(PATIENCE, assertion);
    }

    public static void holds(Duration atMost, Runnable assertion) {
        var end = System.nanoTime() + atMost.toNanos();
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
