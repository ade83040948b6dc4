package dev.switchover.notification.letter.claims;

/** Takes back what still waits for a reader and need not be read any more. */
public record WithdrawHeld(Obsolete obsolete, String reason) {}
