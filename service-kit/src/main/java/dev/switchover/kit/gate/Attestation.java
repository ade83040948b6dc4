package dev.switchover.kit.gate;

import java.time.Duration;
import java.time.Instant;

/** A person's word, with evidence, for what nothing has measured. It ages. */
public record Attestation(String gate, String evidence, String by, Instant at) {

    boolean holds(Instant now, Duration maximumAge) {
        return !at.plus(maximumAge).isBefore(now);
    }
}
