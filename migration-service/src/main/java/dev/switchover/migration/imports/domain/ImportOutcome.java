package dev.switchover.migration.imports.domain;

/** How an import ended, as operations end. */
public enum ImportOutcome {
    /** Every row is there. */
    SUCCEEDED,
    /** Nothing was appended. */
    REJECTED,
    /** What could be appended was; the refused rows are left. */
    INCOMPLETE,
    /** Given up on the way; a part was appended. */
    FAILED
}
