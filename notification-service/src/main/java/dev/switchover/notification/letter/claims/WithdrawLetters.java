package dev.switchover.notification.letter.claims;

/** Takes back what still waits for a reader or for his mail server, and need not be read any more. */
public record WithdrawLetters(Obsolete obsolete, String reason) {}
