package dev.switchover.kit.axon;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of this process: the machine's at its start, then evenly onwards. A step of the machine's clock is followed so
 * slowly that no lease, limit or measured gap is cut short or drawn out by more than a twentieth.
 */
final class SteadyTime implements InstantSource {

    private static final int SLOWLY = 20;

    /** Farther away than any clock that is looked after. */
    private static final Duration FAR = Duration.ofSeconds(5);

    private final InstantSource machine;
    private final LongSupplier nanos;
    private Instant last;
    private long lastNanos;
    private boolean isFar;

    SteadyTime(InstantSource machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
        this.last = machine.instant();
        this.lastNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        var now = nanos.getAsLong();
        var passed = now - lastNanos;
        var even = last.plusNanos(passed);
        var off = Duration.between(even, machine.instant());
        last = even.plus(atMost(Duration.ofNanos(passed / SLOWLY), off));
        lastNanos = now;
        say(off);
        return last;
    }

    private static Duration atMost(Duration most, Duration off) {
        if (off.abs().compareTo(most) <= 0) {
            return off;
        }
        return off.isNegative() ? most.negated() : most;
    }

    private void say(Duration off) {
        var wasFar = isFar;
        isFar = off.abs().compareTo(FAR) > 0;
        if (isFar && !wasFar) {
            Log.warnf(
                    "The machine's clock has stepped by %s. This process follows slowly, so that nothing that waits is"
                            + " cut short; restart it, while no switchover runs, if the new time is right.",
                    off);
        } else if (wasFar && !isFar) {
            Log.info("The time of this process is the machine's again.");
        }
    }
}
