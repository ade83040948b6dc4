package dev.switchover.kit.problem;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wanted in a place of a request, in the words of whoever writes it, and not as our classes are called. */
public final class Wanted {

    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(Storable.class, "text without U+0000 and without halves of characters"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(int.class, "a whole number"),
            Map.entry(Integer.class, "a whole number"),
            Map.entry(long.class, "a whole number"),
            Map.entry(Long.class, "a whole number"),
            Map.entry(double.class, "a number"),
            Map.entry(Double.class, "a number"),
            Map.entry(BigDecimal.class, "a number"),
            Map.entry(Instant.class, "a time with its zone, like 2026-01-31T12:00:00Z"),
            Map.entry(LocalDate.class, "a day, like 2026-01-31"),
            Map.entry(Duration.class, "a duration, like PT30M"),
            Map.entry(ZoneId.class, "a time zone, like Europe/Paris"));

    /** Text that the database can keep. */
    public static final class Storable {

        private Storable() {}
    }

    private Wanted() {}

    public static String of(Class<?> type) {
        var word = WORDS.get(type);
        if (word != null) {
            return word;
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return type.isRecord() ? object(type) : Map.class.isAssignableFrom(type) ? "an object" : "a value that fits";
    }

    private static String object(Class<?> type) {
        return "a JSON object with "
                + Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.joining(", "));
    }
}
