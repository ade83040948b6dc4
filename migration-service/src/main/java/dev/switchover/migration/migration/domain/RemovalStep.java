package dev.switchover.migration.migration.domain;

import java.util.Arrays;

/**
 * The steps by which the source leaves its cluster, in order. A manual step is a task that a person confirms; the
 * others happen with the confirmation before them.
 */
public enum RemovalStep {
    PREPARE(1, "prepare", true, "none: preparation changes nothing"),
    SUSPEND_MANAGEMENT(2, "suspend-management", false, "resume management on the source and keep it in the cluster"),
    RELEASE(3, "release", true, "resume management on the source and keep it in the cluster"),
    DELETE_SOURCE(4, "delete-source", true, "none: past the point of no return"),
    HAND_OVER(5, "hand-over", false, "none: past the point of no return");

    private final int position;
    private final String id;
    private final boolean manual;
    private final String compensation;

    RemovalStep(int position, String id, boolean manual, String compensation) {
        this.position = position;
        this.id = id;
        this.manual = manual;
        this.compensation = compensation;
    }

    /** Its place in the order, from 1. */
    public int position() {
        return position;
    }

    /** The stored and shown name. */
    public String id() {
        return id;
    }

    public boolean manual() {
        return manual;
    }

    /** What would undo the step; stored before it runs. */
    public String compensation() {
        return compensation;
    }

    public static RemovalStep of(String id) {
        return Arrays.stream(values())
                .filter(step -> step.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no removal step " + id));
    }
}
