package dev.switchover.resilience;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of the machine that a test runs on, which it may set. */
@Singleton
public class MachineClock implements InstantSource {

    private volatile Duration off = Duration.ZERO;

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(off);
    }

    public void step(Duration by) {
        off = by;
    }

    public void setRight() {
        off = Duration.ZERO;
    }
}
