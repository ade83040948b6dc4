package dev.switchover.notification.letter.domain;

/** What the log keeps of a mail: enough to prove later which bytes were sent, and nothing of the person. */
public record Seal(String language, String messageId, String sha256) {}
