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
    public boolean stillGuards(String gate) {
        var atTheEnd = MigrationGate.find(gate)
                .filter(it -> it.guards().contains(Guarded.DECOMMISSION))
                .isPresent();
        return (active() && this != ABORTING) || (this == COMPLETED && atTheEnd);
    }

    /** Still holds its cluster: no other migration may be planned there. */
    public boolean active() {
        return switch (this) {
            case PLANNED, RUNNING, REMOVING, ABORTING -> true;
            case COMPLETED, DECOMMISSIONED, ABORTED -> false;
        };
    }

    /**
     * What can be done now, for whom it is too early or too late for something else.
     *
     * @param noReturn whether the removal under way is past its point of no return
     */
    public String next(MigrationId migration, boolean noReturn) {
        var words =
                switch (this) {
                    case PLANNED -> "It is planned: start it with POST %1$s/start, or abort it.";
                    case RUNNING ->
                        "It is running: its waves move customers, then POST %1$s/remove-source removes the source.";
                    case REMOVING ->
                        noReturn
                                ? "The source is being removed, past the point of no return: POST %1$s/removal/steps/delete-source/done ends that."
                                : "The source is being removed: finish that, or POST %1$s/removal/cancel.";
                    case ABORTING -> "It is being aborted: wait for the end of its operation.";
                    case COMPLETED -> "The source is removed: POST %1$s/decommission is all that is left.";
                    case DECOMMISSIONED, ABORTED -> "It is at its end: plan another migration.";
                };
        return words.formatted("/migrations/" + migration.value());
    }
}
