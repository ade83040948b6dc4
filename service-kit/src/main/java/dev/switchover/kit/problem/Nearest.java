package dev.switchover.kit.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Puts what is known in order of likeness to what was written, so that the answer to a slip begins with what was meant. */
public final class Nearest {

    private static final int LONGEST = 100;

    private Nearest() {}

    public static List<String> first(String written, Collection<String> known) {
        var meant = plain(written);
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(meant, plain(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static String plain(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(lower.length(), LONGEST));
    }

    /** How many characters to change, add or leave out. */
    private static int distance(String from, String to) {
        var above = new int[to.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            var line = new int[above.length];
            line[0] = row;
            for (int column = 1; column < line.length; column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                line[column] = Math.min(above[column - 1] + change, 1 + Math.min(above[column], line[column - 1]));
            }
            above = line;
        }
        return above[to.length()];
    }
}
