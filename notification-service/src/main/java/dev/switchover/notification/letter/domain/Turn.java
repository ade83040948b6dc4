package dev.switchover.notification.letter.domain;

/** What a worker is to do that asks for a delivery. */
public enum Turn {
    SEND,
    /** An earlier worker began this attempt and never reported: whether the mail went out is unknown. */
    LOST,
    /** The attempt is over, or no longer wanted. */
    LEAVE
}
