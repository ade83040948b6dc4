package dev.switchover.notification.contact.importing;

/** A row that cannot be taken, by its line in the file, and why; never the value, which may be personal. */
public record RefusedRow(long line, String field, String rule) {}
