package dev.switchover.migration.customer.domain;

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

    private Since() {}

    public static Optional<Instant> read(String text, ZoneId zone) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
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
