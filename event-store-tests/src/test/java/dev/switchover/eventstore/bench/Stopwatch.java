package dev.switchover.eventstore.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's clock, which two processes share. */
final class Stopwatch {

    private Stopwatch() {}

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
