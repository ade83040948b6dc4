package dev.switchover.migration.customer.domain;

import dev.switchover.kit.problem.Years;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads since when a customer is on a node: a day, which starts at midnight of the customer's time zone, or a time. */
public final class Since {

    public static final ZoneId UTC = ZoneId.of("UTC");

    public static final String REMEDY =
            "Write a past day like 2025-01-31, or a time like 2025-01-31T10:00:00Z, from " + Years.FIRST + " on.";

    private Since() {}

    public static Optional<Instant> read(String text, ZoneId zone) {
        try {
            if (text.length() == 10) {
                var day = LocalDate.parse(text);
                return Years.include(day) ? Optional.of(day.atStartOfDay(zone).toInstant()) : Optional.empty();
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(Years::include);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Null if there is no such time zone. */
    public static @Nullable ZoneId zone(String name) {
        try {
            return name.length() > 64 ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
