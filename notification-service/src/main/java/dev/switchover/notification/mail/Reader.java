package dev.switchover.notification.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Who reads a mail: where to, how to address the person, in which language and by which clock. */
public record Reader(String email, @Nullable String name, Language language, ZoneId zone) {

    /** As the reader's own clock and calendar show it, with the zone, because others read it too. */
    public String time(Instant at) {
        var local = at.atZone(zone);
        var shown = DateTimeFormatter.ofPattern(language.timePattern(), language.locale())
                .format(local);
        return "%s (%s)".formatted(shown, zone(local.getOffset()));
    }

    private String zone(ZoneOffset offset) {
        var utc = offset.getTotalSeconds() == 0 ? "UTC" : "UTC" + offset.getId();
        return zone instanceof ZoneOffset || zone.getId().equals("UTC") ? utc : utc + ", " + zone.getId();
    }
}
