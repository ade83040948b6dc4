package dev.switchover.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.AuthorisationRequested;
import dev.switchover.contracts.notification.v1.NotificationNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Direction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.DrillDue;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Kind;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.ManualAction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.SwitchoverAborted;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Turn;
import dev.switchover.embedded.Embedded;
import dev.switchover.embedded.Mail;
import dev.switchover.embedded.MailCatcher;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.notification.contact.claims.PutContact;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Language;
import dev.switchover.notification.mail.Reader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a whole: a notice comes in from Kafka, a mail goes out, and a notice says so. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class NoticeToMailIT {

    private static final String KAFKA = Embedded.kafka().bootstrapServers();
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

    private final String party = "p-" + UUID.randomUUID();
    private final String key = "authorisation/" + party;
    private final Commands commands;
    private final ObjectMapper json;
    private final int smtpPort;

    @TempDir
    Path mails;

    private MailCatcher catcher;

    NoticeToMailIT(Commands commands, ObjectMapper json, @ConfigProperty(name = "switchover.smtp.port") int smtpPort) {
        this.commands = commands;
        this.json = json;
        this.smtpPort = smtpPort;
    }

    @BeforeEach
    void start() {
        catcher = MailCatcher.start(mails, smtpPort, 0);
    }

    @AfterEach
    void stop() {
        catcher.close();
    }

    @Test
    void aSupplierIsAskedInItsLanguageAndByItsClock() throws IOException {
        var reader = new Reader("noc@" + party + ".example", "Анна", Language.RU, ZoneId.of("Asia/Yekaterinburg"));
        commands.send(new PutContact(new Party(party), List.of(reader), null));

        var noticeId = UUID.randomUUID().toString();
        send(noticeId);
        send(noticeId); // Kafka may repeat itself

        Eventually.holds(() -> assertThat(caught()).hasSize(1));
        var mail = caught().getFirst();
        assertThat(mail.language()).isEqualTo("ru");
        assertThat(mail.subject()).isEqualTo("Просим разрешить наш новый адрес на транке main");
        assertThat(mail.text("text/plain")).contains("198.51.100.20", "21:00 (UTC+05:00, Asia/Yekaterinburg)");
        assertThat(mail.text("text/html")).contains("<html lang=\"ru\">", "198.51.100.20");
        assertThat(told()).singleElement().satisfies(it -> {
            assertThat(it).isInstanceOf(NotificationNotice.NotificationAccepted.class);
            assertThat(it.about()).isEqualTo(key);
        });
        assertThat(caught()).hasSize(1);
    }

    @Test
    void whileNobodyIsKnownOthersAreToldSo() throws IOException {
        send(UUID.randomUUID().toString());

        assertThat(told()).singleElement().isInstanceOf(NotificationNotice.NotificationNoContact.class);
    }

    @Test
    void operatorsAreRemindedOfADrill() throws IOException {
        var reader = new Reader("noc@" + party + ".example", "Anne", Language.FR, ZoneId.of("Europe/Paris"));
        commands.send(new PutContact(new Party(party), List.of(reader), null));
        var deployment = "deployment/" + party;
        var due = new DrillDue(deployment, AT, party, Instant.parse("2025-11-20T09:00:00Z"), 30);
        var text = json.writerFor(ResilienceNotice.class).writeValueAsString(due);

        send(
                UUID.randomUUID().toString(),
                "resilience",
                "drill-due",
                new ProducerRecord<>(ResilienceNotice.TOPIC, deployment, text));

        Eventually.holds(() -> assertThat(caught()).hasSize(1));
        assertThat(caught().getFirst().subject()).isEqualTo(party + " : un exercice est à prévoir");
        assertThat(caught().getFirst().text("text/plain")).contains("2025-11-20T09:00:00Z", "jours : 30");
    }

    @Test
    void usersAreToldThatTheirSwitchoverWasTakenBack() throws IOException {
        var reader = new Reader("all@" + party + ".example", "Anne", Language.EN, ZoneId.of("Europe/Paris"));
        commands.send(new PutContact(new Party(party), List.of(reader), null));
        var deployment = "deployment/" + party;
        var reconnect = List.of(new ManualAction("cc-users", "reconnect", "cc1.example.net"));
        var turn = new Turn("run.d.7", "main", "standby", "cc1.example.net", false, false, reconnect);
        var aborted = new SwitchoverAborted(
                deployment, AT, party, "operators", Direction.FAILOVER, Kind.PLANNED, turn, true, null);
        var text = json.writerFor(ResilienceNotice.class).writeValueAsString(aborted);

        send(
                UUID.randomUUID().toString(),
                "resilience",
                "switchover-aborted",
                new ProducerRecord<>(ResilienceNotice.TOPIC, deployment, text));

        Eventually.holds(() -> assertThat(caught()).hasSize(1));
        assertThat(caught().getFirst().subject()).isEqualTo("Your telephony stays on the server it was on");
        assertThat(caught().getFirst().text("text/plain")).contains("https://cc1.example.net/");
    }

    private List<Mail> caught() {
        return catcher.mails().stream()
                .filter(it -> it.recipient().endsWith(party + ".example"))
                .toList();
    }

    private void send(String noticeId) throws JsonProcessingException {
        var notice = new AuthorisationRequested(
                key,
                AT,
                party,
                "to-b",
                "carrier-one",
                "main",
                List.of("198.51.100.20"),
                Instant.parse("2026-03-30T16:00:00Z"),
                "We change our hoster.");
        var text = json.writerFor(MigrationNotice.class).writeValueAsString(notice);
        send(noticeId, "migration", "authorisation-requested", new ProducerRecord<>(MigrationNotice.TOPIC, key, text));
    }

    private static void send(String noticeId, String service, String what, ProducerRecord<String, String> message) {
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        noticeId,
                        "ce_source",
                        "/switchover/" + service,
                        "ce_type",
                        "switchover." + service + "." + what + ".v1",
                        "ce_time",
                        AT.toString(),
                        "ce_sequence",
                        "1")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> settings = Map.of("bootstrap.servers", KAFKA);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThat(producer.send(message)).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    /** What others read about this party. */
    private List<NotificationNotice> told() throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", KAFKA, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        var told = new ArrayList<NotificationNotice>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(NotificationNotice.TOPIC));
            for (int polls = 0; told.isEmpty() && polls < 60; polls++) {
                for (var message : consumer.poll(Duration.ofMillis(500))) {
                    var notice = json.readValue(message.value(), NotificationNotice.class);
                    if (notice.party().equals(party)) {
                        told.add(notice);
                    }
                }
            }
        }
        return told;
    }
}
