package dev.switchover.notification.mail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages we write. */
public enum Language {
    EN("EEEE d MMMM uuuu, HH:mm"),
    RU("EEEE, d MMMM uuuu 'г.', HH:mm"),
    FR("EEEE d MMMM uuuu 'à' HH:mm");

    private final String timePattern;

    Language(String timePattern) {
        this.timePattern = timePattern;
    }

    public static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(it -> it.tag().equals(tag)).findFirst();
    }

    @JsonCreator
    static Language ofKnown(String tag) {
        return of(tag).orElseThrow(() -> new IllegalArgumentException("en, ru or fr, not " + tag));
    }

    @JsonValue
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    Locale locale() {
        return Locale.of(tag());
    }

    String timePattern() {
        return timePattern;
    }
}
