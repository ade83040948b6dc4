package dev.switchover.kit.testing;

import dev.switchover.embedded.Waiting;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

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
        holds(PATIENCE, assertion);
    }

    public static void holds(Duration atMost, Runnable assertion) {
        var begun = System.nanoTime();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - begun > atMost.toNanos()) {
                    throw e;
                }
                Waiting.pause(begun);
            }
        }
    }

    /** The first answer that will do. */
    public static <T> T answers(Supplier<T> asked, Predicate<T> enough) {
        var begun = System.nanoTime();
        var answer = asked.get();
        while (!enough.test(answer)) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new AssertionError("still " + answer);
            }
            Waiting.pause(begun);
            answer = asked.get();
        }
        return answer;
    }
}
