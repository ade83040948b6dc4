package dev.switchover.migration.imports.domain;

/** How many rows of a file came to what. */
public record Tally(int appended, int skipped, int refused) {}
