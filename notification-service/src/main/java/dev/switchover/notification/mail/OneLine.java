package dev.switchover.notification.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values from outside, made fit for a line of text: nothing in them can begin a new line, a header or a block. */
final class OneLine {

    private static final int LONGEST = 1000;

    private OneLine() {}

    static String of(String value) {
        var line =
                value.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : of(value);
    }

    static List<String> each(List<String> values) {
        return values.stream().map(OneLine::of).toList();
    }
}
