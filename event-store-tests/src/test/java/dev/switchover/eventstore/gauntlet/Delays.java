package dev.switchover.eventstore.gauntlet;

import java.time.Duration;
import java.util.List;

/** From commit to delivery. */
record Delays(int events, Duration p50, Duration p99, Duration max) {

    static Delays of(List<Duration> delays) {
        var sorted = delays.stream().sorted().toList();
        return sorted.isEmpty()
                ? new Delays(0, Duration.ZERO, Duration.ZERO, Duration.ZERO)
                : new Delays(sorted.size(), at(sorted, 0.5), at(sorted, 0.99), sorted.getLast());
    }

    @Override
    public String toString() {
        return "%d events delivered after p50 %d ms, p99 %d ms, max %d ms"
                .formatted(events, p50.toMillis(), p99.toMillis(), max.toMillis());
    }

    private static Duration at(List<Duration> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
