package dev.switchover.notification.contact.importing;

/** A row of the report of an import: a {@link RefusedRow} with its number there. */
public record ReportedRow(int n, int line, String field, String rule, String remedy) {}
