package dev.switchover.notification.letter.domain;

/** Where a notification stands; operators read and filter by these names. */
public enum Standing {
    /** Its turn has come. */
    REQUESTED,
    /** Nobody is known to write to. */
    NO_CONTACT,
    SENDING,
    /** The recipient's mail server has taken it. */
    ACCEPTED,
    /** Not taken for now; will be tried again. */
    DEFERRED,
    /** Not taken for good, or given up. */
    REFUSED,
    /** Sent, and the connection lost before the answer: it may have arrived. Tried again unless it was withdrawn since. */
    UNKNOWN,
    CANCELLED,
    /** Taken at first and sent back later. */
    BOUNCED,
    /** The recipient says it has been read. */
    ACKNOWLEDGED,
    /** The recipient says no. */
    DECLINED
}
