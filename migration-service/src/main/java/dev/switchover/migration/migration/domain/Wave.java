package dev.switchover.migration.migration.domain;

import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One wave: its plan, how far it has come, the day its members were told, whether its driver gave up on the way, and why a
 * person gave it up or had it put back.
 */
record Wave(
        WavePlanned plan,
        WavePhase phase,
        @Nullable Instant due,
        boolean failed,
        @Nullable String reason) {

    static Wave of(WavePlanned plan) {
        return new Wave(plan, WavePhase.PLANNED, null, false, null);
    }

    Wave startedUntil(Instant day) {
        return new Wave(plan, WavePhase.ANNOUNCING, day, false, null);
    }

    Wave in(WavePhase next) {
        return new Wave(plan, next, due, false, reason);
    }

    Wave in(WavePhase next, String why) {
        return new Wave(plan, next, due, false, why);
    }

    Wave afterFailure() {
        return new Wave(plan, phase, due, true, reason);
    }

    boolean started() {
        return phase != WavePhase.PLANNED && !withdrawn();
    }

    boolean withdrawn() {
        return phase == WavePhase.WITHDRAWN;
    }

    /** Started, and neither put back nor given up by the driver before everybody was told. */
    boolean underWay() {
        return started() && phase != WavePhase.REVERTED && !hasFailed(WavePhase.ANNOUNCING);
    }

    /** Its driver is on the way through the members, and has not given up. */
    boolean atWork() {
        return (phase == WavePhase.ANNOUNCING || phase == WavePhase.REVERTING) && !failed;
    }

    boolean hasFailed(WavePhase on) {
        return failed && phase == on;
    }
}
