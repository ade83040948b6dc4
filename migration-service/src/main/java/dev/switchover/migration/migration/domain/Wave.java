package dev.switchover.migration.migration.domain;

import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;

/** One wave: its plan, how far it has come, and whether its driver gave up on the way. */
record Wave(WavePlanned plan, WavePhase phase, boolean failed) {

    Wave in(WavePhase next) {
        return new Wave(plan, next, false);
    }

    Wave afterFailure() {
        return new Wave(plan, phase, true);
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
