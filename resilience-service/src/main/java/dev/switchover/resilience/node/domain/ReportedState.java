package dev.switchover.resilience.node.domain;

/** What a node says of one of its groups. Unknown is nobody's word, so it is not here. */
public enum ReportedState {
    /** Serves; a data group: writable. */
    ACTIVE,
    /** Finishes what runs, takes nothing new. */
    DRAINING,
    /** Does not serve; a data group: not writable, as a replica or stopped. */
    INACTIVE,
    /** Should serve and does not. */
    FAILED;

    /** One that only ends its calls writes too. */
    public boolean isServing() {
        return this == ACTIVE || this == DRAINING;
    }
}
