package dev.switchover.notification.contact.claims;

import dev.switchover.notification.mail.Language;
import dev.switchover.notification.mail.Reader;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a recipient must be, as people write it into forms and files. */
public final class RecipientRules {

    public static final Pattern PARTY = Pattern.compile("[a-z0-9-]{1,64}");
    public static final Breach ONCE = new Breach("email", "each address once per party", "Leave out all but one.");

    private static final Pattern EMAIL = Pattern.compile("[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,189}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");
    private static final int LONGEST_NAME = 200;
    private static final Breach EMAIL_BREACH =
            new Breach("email", "an address that mail can be sent to", "Write one address, like ann@acme.example.");
    private static final Breach LANGUAGE_BREACH =
            new Breach("language", "en, ru or fr", "Name one of these, or leave it out for en.");
    private static final Breach ZONE_BREACH =
            new Breach("timeZone", "a time zone such as Europe/Paris", "Name one like it, or leave it out for UTC.");
    private static final Breach NAME_BREACH = new Breach(
            "name",
            "one line of at most 200 characters",
            "Shorten it, or take out line breaks and control characters.");

    private RecipientRules() {}

    /** A field that cannot be taken, the rule it breaks, and what to do about it; never the value, which may be personal. */
    public record Breach(String field, String rule, String remedy) {}

    /** Either a reader, or at least one breach. */
    public record Result(@Nullable Reader reader, List<Breach> breaches) {}

    /** Without a language it is English, without a time zone UTC. */
    public static Result check(
            @Nullable String email, @Nullable String language, @Nullable String name, @Nullable String timeZone) {
        var breaches = new ArrayList<Breach>();
        var address = orBreach(email(trimmed(email)), EMAIL_BREACH, breaches);
        var tag = trimmed(language);
        var spoken = orBreach(tag.isEmpty() ? Optional.of(Language.EN) : Language.of(tag), LANGUAGE_BREACH, breaches);
        var zone = orBreach(zone(trimmed(timeZone)), ZONE_BREACH, breaches);
        var called = trimmed(name);
        if (called.length() > LONGEST_NAME || CONTROL.matcher(called).find()) {
            breaches.add(NAME_BREACH);
        }
        return address == null || spoken == null || zone == null || !breaches.isEmpty()
                ? new Result(null, List.copyOf(breaches))
                : new Result(new Reader(address, called.isEmpty() ? null : called, spoken, zone), List.of());
    }

    /** Whether mail to both arrives in one mailbox: upper case counts before the @ only. */
    public static boolean isSameMailbox(String one, String other) {
        return mailbox(one).equals(mailbox(other));
    }

    private static String mailbox(String email) {
        var at = email.lastIndexOf('@');
        return email.substring(0, at + 1) + email.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    private static <T> @Nullable T orBreach(Optional<T> value, Breach breach, List<Breach> breaches) {
        if (value.isEmpty()) {
            breaches.add(breach);
        }
        return value.orElse(null);
    }

    private static Optional<String> email(String text) {
        try {
            var at = text.lastIndexOf('@');
            var ascii = at < 0 ? text : text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1));
            if (!EMAIL.matcher(ascii).matches()) {
                return Optional.empty();
            }
            new InternetAddress(ascii, true).validate();
            return Optional.of(ascii);
        } catch (AddressException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String trimmed(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
