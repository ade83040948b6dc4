package dev.switchover.resilience.deployment.domain;

/** What a person can do about a run that stands still at a step. */
public enum Way {
    /** Has the order given once more. */
    RETRY,
    /** Takes the run back; one that is taken back already ends as it stands. */
    CANCEL,
    /** Says that the node is cut off, in place of the proof. */
    ATTEST
}
