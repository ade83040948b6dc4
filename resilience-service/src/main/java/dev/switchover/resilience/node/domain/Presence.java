package dev.switchover.resilience.node.domain;

/** What asking a node shows of whether it is there. */
public enum Presence {
    /** It answered, or was reached with a command that did not end; what it said may not be understood. */
    THERE,
    /** Nobody answered at all, so it may be cut off. */
    SILENT,
    /**
     * Nothing: it was not asked at all for a fault of ours, or who answered is not proven to be the node, or is a gateway
     * that stands in its place.
     */
    UNPROVEN
}
