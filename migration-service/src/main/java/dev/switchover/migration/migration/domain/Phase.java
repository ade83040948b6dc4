package dev.switchover.migration.migration.domain;

/** How far a migration has come. */
public enum Phase {
    PLANNED,
    RUNNING,
    REMOVING,
    COMPLETED,
    DECOMMISSIONED,
    ABORTING,
    ABORTED;

    /** Still holds its cluster: no other migration may be planned there. */
    public boolean active() {
        return switch (this) {
            case PLANNED, RUNNING, REMOVING, ABORTING -> true;
            case COMPLETED, DECOMMISSIONED, ABORTED -> false;
        };
    }
}
