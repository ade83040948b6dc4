package dev.switchover.notification.mail;

/** What stands below every mail: who writes, and the number to quote. */
public record Letterhead(String sender, String reference) {}
