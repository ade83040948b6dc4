package dev.switchover.migration.customer.domain;

/** How far a customer's move is. Only {@link #ANNOUNCED} can be late. */
public enum CustomerStanding {
    /** Served by a node, no move under way. */
    ASSIGNED,
    /** Told to move, still on the old node. */
    ANNOUNCED,
    /** On the new node; something may still pass the old one. */
    MOVED,
    /** On the new node, and nothing new was seen on the old one for the drain time. */
    DRAINED
}
