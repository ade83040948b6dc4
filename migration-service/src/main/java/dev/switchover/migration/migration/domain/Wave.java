package dev.switchover.migration.migration.domain;

import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;

/** One wave: its plan, and how far it has come. */
record Wave(WavePlanned plan, WavePhase phase) {

    Wave in(WavePhase next) {
        return new Wave(plan, next);
    }

    boolean started() {
        return phase != WavePhase.PLANNED;
    }
}
