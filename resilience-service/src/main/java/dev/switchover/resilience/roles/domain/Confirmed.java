package dev.switchover.resilience.roles.domain;

import java.time.Duration;
import java.time.Instant;

/** When the database last said so: by the clock, and by the nanoseconds of this process, which no clock moves. */
public record Confirmed(Instant at, long nanos) {

    public Duration age(long nanosNow) {
        return Duration.ofNanos(Math.max(0, nanosNow - nanos));
    }
}
