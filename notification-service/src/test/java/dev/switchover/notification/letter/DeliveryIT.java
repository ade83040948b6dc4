package dev.switchover.notification.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskId;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.notification.Servers;
import dev.switchover.notification.contact.claims.ForgetContact;
import dev.switchover.notification.contact.claims.PutContact;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.claims.Announce;
import dev.switchover.notification.letter.claims.MessageTable;
import dev.switchover.notification.letter.domain.NotificationCommand.CancelNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RetryNotification;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Standing;
import dev.switchover.notification.letter.driver.DeliverMail;
import dev.switchover.notification.letter.driver.Delivery;
import dev.switchover.notification.letter.driver.FaultySmtp;
import dev.switchover.notification.letter.driver.FaultySmtp.Behaviour;
import dev.switchover.notification.letter.view.NotificationStatus;
import dev.switchover.notification.letter.view.NotificationTable;
import dev.switchover.notification.mail.Language;
import dev.switchover.notification.mail.Letter.NewAddress;
import dev.switchover.notification.mail.Reader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each mail goes out once, whatever the mail server does. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class DeliveryIT {

    private final Party party = new Party("p-" + UUID.randomUUID());
    private final String notice = UUID.randomUUID().toString();
    private final NotificationId first = NotificationId.of(notice, party.value(), 0);
    private final TaskId task = new TaskId("contact-for-" + first.value());
    private final Commands commands;
    private final MessageTable messages;
    private final DeliverMail worker;
    private final Jdbi database;
    private final NotificationTable view;
    private final int smtpPort;
    private FaultySmtp smtp;

    DeliveryIT(
            Commands commands,
            MessageTable messages,
            DeliverMail worker,
            Jdbi database,
            @ConfigProperty(name = "switchover.smtp.port") int smtpPort) {
        this.commands = commands;
        this.messages = messages;
        this.worker = worker;
        this.database = database;
        this.view = new NotificationTable(database, ViewTables.live());
        this.smtpPort = smtpPort;
    }

    @BeforeEach
    void start() {
        smtp = FaultySmtp.start(smtpPort);
    }

    @AfterEach
    void stop() throws IOException {
        smtp.close();
    }

    @Test
    void aMailForEachRecipientInTheLanguageOfEach() {
        put(reader(Language.EN), reader(Language.FR));

        announce();

        Eventually.holds(() -> assertThat(mails()).hasSize(2));
        assertThat(mails()).anyMatch(it -> it.contains("Content-Language: en"));
        assertThat(mails()).anyMatch(it -> it.contains("Content-Language: fr"));
        becomes(first, Standing.ACCEPTED);
        becomes(NotificationId.of(notice, party.value(), 1), Standing.ACCEPTED);
    }

    @Test
    void theSameNoticeTwiceIsOneMail() {
        put(reader(Language.EN));

        announce();
        announce();

        becomes(first, Standing.ACCEPTED);
        assertThat(mails()).hasSize(1);
        assertThat(events(first))
                .containsExactly("notification.requested", "notification.delivery-started", "notification.accepted");
    }

    @Test
    void aDeferredMailIsTriedAgain() {
        put(reader(Language.EN));
        smtp.next(Behaviour.BUSY, Behaviour.FULL);

        announce();

        assertThat(becomes(first, Standing.ACCEPTED).attempts()).isEqualTo(3);
        assertThat(messages.lastReply(first))
                .hasValueSatisfying(it -> assertThat(it).contains("452"));
    }

    @Test
    void aRefusedMailWaitsForAPerson() {
        put(reader(Language.EN));
        smtp.next(Behaviour.NO_SUCH_USER);
        announce();
        assertThat(becomes(first, Standing.REFUSED).reply()).isEqualTo(550);

        commands.send(new RetryNotification(first));

        assertThat(becomes(first, Standing.ACCEPTED).attempts()).isEqualTo(2);
    }

    @Test
    void aSecondMailComesOnlyAfterADoubtAndIsByteEqual() {
        put(reader(Language.RU));
        smtp.next(Behaviour.DROP_AFTER_DOT);

        announce();

        becomes(first, Standing.ACCEPTED);
        assertThat(events(first))
                .containsExactly(
                        "notification.requested",
                        "notification.delivery-started",
                        "notification.unknown",
                        "notification.delivery-started",
                        "notification.accepted");
        assertThat(smtp.mails()).hasSize(2);
        assertThat(smtp.mails().get(0)).isEqualTo(smtp.mails().get(1));
    }

    @Test
    void aWorkerThatNeverReportsLeavesADoubt() {
        put(reader(Language.EN));
        smtp.next(Behaviour.HANG);
        announce();
        becomes(first, Standing.SENDING);

        worker.carryOut(new Delivery(first, 1), 1); // another one, which finds the attempt begun

        becomes(first, Standing.ACCEPTED);
        assertThat(events(first))
                .startsWith("notification.requested", "notification.delivery-started", "notification.unknown");
        assertThat(mails()).hasSize(1);
    }

    @Test
    void aServerThatIsAwayLosesAndDoublesNothing() throws IOException {
        put(reader(Language.EN));
        smtp.close();
        announce();
        Eventually.holds(() -> assertThat(status(first).attempts()).isGreaterThan(3));

        smtp = FaultySmtp.start(smtpPort);

        becomes(first, Standing.ACCEPTED);
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void withNobodyToWriteToItWaits() {
        announce();
        becomes(first, Standing.NO_CONTACT);
        Eventually.holds(() -> assertThat(events(task)).containsExactly("task.opened"));

        put(reader(Language.FR), reader(Language.EN));

        becomes(first, Standing.ACCEPTED);
        becomes(NotificationId.of(notice, party.value(), 1), Standing.ACCEPTED);
        assertThat(mails()).hasSize(2);
        Eventually.holds(() -> assertThat(events(task)).containsExactly("task.opened", "task.done"));
    }

    @Test
    void whatWaitsForNobodyAnyMoreIsNoTask() {
        announce();
        becomes(first, Standing.NO_CONTACT);

        commands.send(new CancelNotification(first, "They have left us."));

        Eventually.holds(() -> assertThat(events(task)).containsExactly("task.opened", "task.dropped"));
    }

    @Test
    void cancelledIsNotSent() throws IOException {
        put(reader(Language.EN));
        smtp.close();
        announce();
        becomes(first, Standing.DEFERRED);

        Eventually.holds(() -> {
            try {
                commands.send(new CancelNotification(first, "Told by phone."));
            } catch (Rejection beingSent) {
                throw new AssertionError(beingSent);
            }
        });
        smtp = FaultySmtp.start(smtpPort);

        assertThat(becomes(first, Standing.CANCELLED).detail()).isEqualTo("Told by phone.");
    }

    @Test
    void whoIsErasedIsErasedFromTheMails() {
        put(reader(Language.EN));
        announce();
        var hash = becomes(first, Standing.ACCEPTED).sha256();

        commands.send(new ForgetContact(party, null));

        assertThat(messages.find(first))
                .hasValueSatisfying(it -> assertThat(it.isErased()).isTrue());
        assertThat(status(first).sha256()).isEqualTo(hash);
        assertThat(everything()).contains(party.value()).doesNotContain(email(Language.EN), hex(email(Language.EN)));
    }

    @Test
    void whatWaitsForOneWhoIsErasedIsCancelled() throws IOException {
        put(reader(Language.EN));
        smtp.close();
        announce();
        becomes(first, Standing.DEFERRED);

        commands.send(new ForgetContact(party, null));

        assertThat(becomes(first, Standing.CANCELLED).detail()).contains("erased");
    }

    private void put(Reader... readers) {
        commands.send(new PutContact(party, List.of(readers), null));
    }

    private void announce() {
        var letter = new NewAddress("acme", "192.0.2.10", "198.51.100.20", Instant.parse("2026-03-09T16:00:00Z"));
        commands.send(new Announce(notice, "customer/acme", party, letter));
    }

    private Reader reader(Language language) {
        return new Reader(email(language), "Ann Example", language, ZoneId.of("Europe/Paris"));
    }

    private String email(Language language) {
        return "ann." + language.tag() + "@" + party.value() + ".example";
    }

    private List<String> mails() {
        return smtp.mails().stream()
                .map(it -> new String(it, StandardCharsets.US_ASCII))
                .filter(it -> it.contains(party.value()))
                .toList();
    }

    private NotificationStatus becomes(NotificationId id, Standing standing) {
        Eventually.holds(() -> assertThat(view.find(id))
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(standing)));
        return status(id);
    }

    private NotificationStatus status(NotificationId id) {
        return view.find(id).orElseThrow(AssertionError::new);
    }

    private List<String> events(Object id) {
        return database.withHandle(handle -> handle.createQuery(
                        "select name from events.events where aggregate_id = :id order by sequence")
                .bind("id", id.toString())
                .mapTo(String.class)
                .list());
    }

    /** Every row of every table, as text; bytes are shown as hexadecimal. */
    private String everything() {
        return database.withHandle(handle -> handle.createQuery("""
                        select table_schema || '.' || table_name
                          from information_schema.tables
                         where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
                        """).mapTo(String.class).list().stream()
                .flatMap(table -> handle
                        .createQuery("select t::text from <table> t")
                        .define("table", table)
                        .mapTo(String.class)
                        .list()
                        .stream())
                .collect(Collectors.joining("\n")));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
