package dev.switchover.migration.settlement.domain;

/** Whether a customer's time on a node is paid for. */
public enum StayVerdict {
    /** Not over yet. */
    STILL_THERE,
    /** Every day is covered, nothing is owed. */
    SETTLED,
    /** Nobody has said what is due for some days. */
    UNCOVERED,
    /** An invoice is open or disputed. */
    OWING
}
