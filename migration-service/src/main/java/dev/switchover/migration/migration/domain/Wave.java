package dev.switchover.migration.migration.domain;

import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One wave: its plan, how far it has come, the day its members were told, and whether its driver gave up on the way. */
record Wave(WavePlanned plan, WavePhase phase, @Nullable Instant due, boolean failed) {

    static Wave of(WavePlanned plan) {
        return new Wave(plan, WavePhase.PLANNED, null, false);
    }

    Wave startedUntil(Instant day) {
        return new Wave(plan, WavePhase.ANNOUNCING, day, false);
    }

    Wave in(WavePhase next) {
        return new Wave(plan, next, due, false);
    }

    Wave afterFailure() {
        return new Wave(plan, phase, due, true);
    }

    boolean started() {
        return phase != WavePhase.PLANNED && !withdrawn();
    }

    boolean withdrawn() {
        return phase == WavePhase.WITHDRAWN;
    }

    boolean hasFailed(WavePhase on) {
        return failed && phase == on;
    }
}
