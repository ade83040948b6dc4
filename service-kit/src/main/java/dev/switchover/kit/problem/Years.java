package dev.switchover.kit.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The years that a day or a time from outside may lie in. What lies elsewhere was mistyped, and neither PostgreSQL nor a
 * reader of JSON takes every year that Java does.
 */
public final class Years {

    public static final int FIRST = 1900;
    public static final int LAST = 9999;

    /** For remedies. */
    public static final String IN_WORDS = "in the years " + FIRST + " to " + LAST;

    private Years() {}

    public static boolean include(LocalDate day) {
        return day.getYear() >= FIRST && day.getYear() <= LAST;
    }

    public static boolean include(Instant time) {
        return !time.isBefore(begin(FIRST)) && time.isBefore(begin(LAST + 1));
    }

    private static Instant begin(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
