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

    /** Whether some command is still to come that the gate stands before. */
    boolean stillGuards(String gate) {
        var atTheEnd = MigrationGate.find(gate)
                .filter(it -> it.guards().contains(Guarded.DECOMMISSION))
                .isPresent();
        return active() || (this == COMPLETED && atTheEnd);
    }

    /** Still holds its cluster: no other migration may be planned there. */
    public boolean active() {
        return switch (this) {
            case PLANNED, RUNNING, REMOVING, ABORTING -> true;
            case COMPLETED, DECOMMISSIONED, ABORTED -> false;
        };
    }
}
