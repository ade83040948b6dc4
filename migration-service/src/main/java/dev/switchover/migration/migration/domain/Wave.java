package dev.switchover.migration.migration.domain;

import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One wave: its plan, how far it has come, the day its members were told, how often they began to be told or put back,
 * whether the driver gave up on the way, and why a person gave it up or had it put back.
 */
record Wave(
        WavePlanned plan,
        WavePhase phase,
        @Nullable Instant due,
        int round,
        boolean failed,
        @Nullable String reason) {

    static Wave of(WavePlanned plan) {
        return new Wave(plan, WavePhase.PLANNED, null, 0, false, null);
    }

    Wave startedUntil(Instant day, int next) {
        return new Wave(plan, WavePhase.ANNOUNCING, day, next, false, null);
    }

    Wave goingBack(String why, int next) {
        return new Wave(plan, WavePhase.REVERTING, due, next, false, why);
    }

    Wave in(WavePhase next) {
        return new Wave(plan, next, due, round, false, reason);
    }

    Wave in(WavePhase next, String why) {
        return new Wave(plan, next, due, round, false, why);
    }

    Wave afterFailure() {
        return new Wave(plan, phase, due, round, true, reason);
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
