package dev.switchover.migration.supplier.domain;

/** What a supplier does when a second node registers with a login that is registered already. */
public enum RegistrationPolicy {
    REJECT_SECOND,
    LAST_WINS,
    ALLOW_MANY,
    ACCOUNT_PER_NODE;

    /** A login may be active on one node only. */
    public boolean exclusive() {
        return this == REJECT_SECOND || this == LAST_WINS;
    }
}
