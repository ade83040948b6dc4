package dev.switchover.resilience.where.rest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** The languages of the page. */
enum Language {
    EN("EEEE d MMMM uuuu, HH:mm (VV)"),
    RU("EEEE, d MMMM uuuu 'г.', HH:mm (VV)"),
    FR("EEEE d MMMM uuuu 'à' HH:mm (VV)");

    private static final List<String> TAGS =
            Arrays.stream(values()).map(Language::tag).toList();

    private final DateTimeFormatter time;

    Language(String time) {
        this.time = DateTimeFormatter.ofPattern(time, Locale.of(tag()));
    }

    /** The one a browser likes best; English if it likes none of them, or says nothing that can be understood. */
    static Language accepted(@Nullable String header) {
        try {
            var tag = header == null ? null : Locale.lookupTag(LanguageRange.parse(header), TAGS);
            return tag == null ? EN : valueOf(tag.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    String at(Instant moment, ZoneId zone) {
        return time.format(moment.atZone(zone));
    }
}
