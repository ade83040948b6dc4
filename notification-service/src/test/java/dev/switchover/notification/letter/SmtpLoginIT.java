package dev.switchover.notification.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.notification.Servers;
import dev.switchover.notification.contact.claims.PutContact;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.claims.Announce;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.driver.SecureSmtp;
import dev.switchover.notification.mail.Language;
import dev.switchover.notification.mail.Letter.NewAddress;
import dev.switchover.notification.mail.Reader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A mail server that does not let us in is waited for, and what we told it is told nobody else. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class SmtpLoginIT {

    private final Party party = new Party("p-" + UUID.randomUUID());
    private final String notice = UUID.randomUUID().toString();
    private final NotificationId id = NotificationId.of(notice, party.value(), 0);
    private final Commands commands;
    private final Jdbi database;
    private final int smtpPort;

    SmtpLoginIT(Commands commands, Jdbi database, @ConfigProperty(name = "switchover.smtp.port") int smtpPort) {
        this.commands = commands;
        this.database = database;
        this.smtpPort = smtpPort;
    }

    @Test
    void aWrongPasswordIsDeferredAndShownNowhere() {
        var reader = new Reader("ann@%s.example".formatted(party.value()), "Ann", Language.EN, ZoneOffset.UTC);
        commands.send(new PutContact(party, List.of(reader), null));
        var logged = new Logged();
        Logger.getLogger("").addHandler(logged);
        try {
            try (var strict = SecureSmtp.start(smtpPort, Servers.USER, "another password")) {
                announce();
                Eventually.holds(() -> shown().body("state", equalTo("DEFERRED"))
                        .body("reply", equalTo(535))
                        .body("lastReply", containsString("535")));
                assertThat(strict.mails()).isEmpty();
            }
            try (var right = SecureSmtp.start(smtpPort, Servers.USER, Servers.PASSWORD)) {
                Eventually.holds(() -> shown().body("state", equalTo("ACCEPTED")));
                assertThat(right.mails())
                        .filteredOn(mail -> new String(mail, UTF_8).contains(party.value()))
                        .hasSize(1);
            }
        } finally {
            Logger.getLogger("").removeHandler(logged);
        }

        var login = "\0%s\0%s".formatted(Servers.USER, Servers.PASSWORD);
        assertThat(shown().asString() + logged.text() + everything())
                .contains(id.value(), "RecordDeferral")
                .doesNotContain(Servers.PASSWORD, base64(Servers.PASSWORD), base64(login));
    }

    private Answer shown() {
        return Request.as(Tokens.operator()).get("/notifications/" + id.value());
    }

    private void announce() {
        var letter = new NewAddress("acme", null, "198.51.100.20", Instant.parse("2026-03-09T16:00:00Z"));
        commands.send(new Announce(notice, "customer/acme", party, letter));
    }

    /** The whole log of events, what is kept of the mail, and where it stands. */
    private String everything() {
        return database.withHandle(
                handle -> handle.createQuery("""
                        select e::text from events.events e
                         union all select m::text from mail.message m
                         union all select n::text from views.notification n
                        """).mapTo(String.class).stream().collect(Collectors.joining("\n")));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static final class Logged extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage()
                    + List.of(line.getParameters() == null ? new Object[0] : line.getParameters())
                    + line.getThrown());
        }

        String text() {
            return String.join("\n", lines);
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
