package dev.switchover.notification.mail;

/** A letter in words: the subject, and the same text twice. */
public record Words(String subject, String text, String html) {}
