package dev.switchover.eventstore.bench;

import java.util.List;
import java.util.Map;

/** How long something took, in milliseconds. */
record Latency(double p50, double p99) {

    static Latency ofMicros(List<Long> micros) {
        var sorted = micros.stream().sorted().toList();
        return new Latency(at(sorted, 0.5), at(sorted, 0.99));
    }

    Map<String, Double> asMap() {
        return Map.of("p50", p50, "p99", p99);
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1))) / 1000.0;
    }
}
