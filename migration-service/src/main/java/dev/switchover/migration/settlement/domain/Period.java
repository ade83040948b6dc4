package dev.switchover.migration.settlement.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Whole days, first and last included, in the customer's time zone. */
public record Period(LocalDate from, LocalDate to) {

    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period ends before it starts: " + from + " to " + to);
        }
    }

    /** The days touched between two instants; an end at midnight does not touch the day it starts. */
    public static Period touched(Instant since, Instant until, ZoneId zone) {
        var last = until.isAfter(since) ? until.minusNanos(1) : since;
        return new Period(since.atZone(zone).toLocalDate(), last.atZone(zone).toLocalDate());
    }

    public boolean overlaps(Period other) {
        return !from.isAfter(other.to) && !other.from.isAfter(to);
    }

    public long days() {
        return to.toEpochDay() - from.toEpochDay() + 1;
    }
}
