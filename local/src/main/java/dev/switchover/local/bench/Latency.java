package dev.switchover.local.bench;

import java.util.List;

/** Milliseconds within which half and nearly all of the answers came. */
record Latency(double p50, double p99) {

    static Latency of(List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return new Latency(sorted.get(sorted.size() / 2) / 1e6, sorted.get(sorted.size() * 99 / 100) / 1e6);
    }
}
