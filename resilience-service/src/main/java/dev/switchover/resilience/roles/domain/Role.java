package dev.switchover.resilience.roles.domain;

/** What a node is to one of its groups. */
public enum Role {
    OWNER,
    /** Finishes what runs, takes nothing new. */
    DRAINING,
    NONE,
    /** There is no such deployment, node or group. */
    UNKNOWN
}
