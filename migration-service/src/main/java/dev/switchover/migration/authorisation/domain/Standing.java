package dev.switchover.migration.authorisation.domain;

/** Where one address stands with one trunk. Told is not done: only {@code PROVEN} and {@code WAIVED} let a move begin. */
public enum Standing {
    REQUESTED,
    ACKNOWLEDGED,
    PROVEN,
    REFUSED,
    WAIVED;

    /** Something is still expected of the supplier. */
    public boolean awaited() {
        return this == REQUESTED || this == ACKNOWLEDGED;
    }
}
