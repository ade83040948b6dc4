package dev.switchover.migration.migration.domain;

/** How far a wave has come. */
public enum WavePhase {
    PLANNED,
    ANNOUNCING,
    ANNOUNCED,
    COMPLETED,
    REVERTING,
    REVERTED,
    /** Taken back before anybody was told. */
    WITHDRAWN
}
