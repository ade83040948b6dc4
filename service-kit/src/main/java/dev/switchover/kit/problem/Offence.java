package dev.switchover.kit.problem;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong with a request: where, against which rule, what was given, what to give instead. */
public record Offence(String field, String rule, @Nullable String value, String remedy) {

    /** Longer values are cut in answers, so that nobody is sent his own megabyte back. */
    public static final int LONGEST_VALUE = 100;

    public Offence {
        field = shown(field);
        value = bounded(value);
    }

    /** The value as an answer may show it; an amount in digits, for nobody entered 200 as 2E+2. */
    public static @Nullable String bounded(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return shown(value instanceof BigDecimal amount ? amount.toPlainString() : value.toString());
    }

    /** Cut, and without the characters that end terminals and parsers, and without halves of characters. */
    private static String shown(String text) {
        var cut = text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
