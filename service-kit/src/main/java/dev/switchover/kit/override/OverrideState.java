package dev.switchover.kit.override;

/** Where an override stands. */
enum OverrideState {
    WAITING,
    APPROVED,
    OUTDATED,
    EXPIRED,
    CANCELLED
}
