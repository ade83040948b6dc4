package dev.switchover.migration.supplier.domain;

import org.jspecify.annotations.Nullable;

/** Which move of a registration is meant: the one of that number, or the latest, if it is one of that migration. */
public record WhichMove(@Nullable Integer number, @Nullable String migration) {

    public static WhichMove number(int number) {
        return new WhichMove(number, null);
    }

    public static WhichMove latest() {
        return new WhichMove(null, null);
    }

    public static WhichMove latestOf(String migration) {
        return new WhichMove(null, migration);
    }
}
