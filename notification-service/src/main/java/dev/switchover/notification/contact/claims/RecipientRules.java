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
    public static final String ONCE = "each address once per party";

    private static final Pattern EMAIL = Pattern.compile("[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,189}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");
    private static final int LONGEST_NAME = 200;

    private RecipientRules() {}

    /** A field that cannot be taken, and the rule it breaks; never the value, which may be personal. */
    public record Breach(String field, String rule) {}

    /** Either a reader, or at least one breach. */
    public record Result(@Nullable Reader reader, List<Breach> breaches) {}

    /** Without a language it is English, without a time zone UTC. */
    public static Result check(
            @Nullable String email, @Nullable String language, @Nullable String name, @Nullable String timeZone) {
        var breaches = new ArrayList<Breach>();
        var address = orBreach(email(trimmed(email)), "email", "an address that mail can be sent to", breaches);
        var tag = trimmed(language);
        var spoken = orBreach(
                tag.isEmpty() ? Optional.of(Language.EN) : Language.of(tag), "language", "en, ru or fr", breaches);
        var zone = orBreach(zone(trimmed(timeZone)), "timeZone", "a time zone such as Europe/Paris", breaches);
        var called = trimmed(name);
        if (called.length() > LONGEST_NAME || CONTROL.matcher(called).find()) {
            breaches.add(new Breach("name", "one line of at most 200 characters"));
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

    private static <T> @Nullable T orBreach(Optional<T> value, String field, String rule, List<Breach> breaches) {
        if (value.isEmpty()) {
            breaches.add(new Breach(field, rule));
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
