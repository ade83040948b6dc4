package dev.switchover.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.notification.v1.NotificationNotice;
import dev.switchover.embedded.Database;
import dev.switchover.embedded.Embedded;
import dev.switchover.embedded.KafkaBroker;
import dev.switchover.embedded.Waiting;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.notification.letter.driver.FaultySmtp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service in production form: killed in the middle of its work, or started without Kafka, it ends up as if nothing had been. */
@Timeout(300)
class KilledIT {

    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final int NOTICES = 40;
    private static final int PARTIES = 700;

    private final Database database = Embedded.freshDatabase();
    private final String key = UUID.randomUUID().toString();
    private final FaultySmtp smtp = FaultySmtp.start();

    @TempDir
    Path directory;

    private KafkaBroker broker;
    private OwnProcess service;

    @BeforeEach
    void start() throws IOException {
        broker = KafkaBroker.start(new KafkaBroker.Settings(directory.resolve("kafka"), 0, false));
        service = new OwnProcess(database, kafka(), smtp.port(), directory.resolve("service.log"));
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        broker.close();
        smtp.close();
    }

    @Test
    void whatWasUnderWayIsFinishedAndNothingDoneTwice() throws Exception {
        announce(0, NOTICES, null);
        eventually(() -> assertThat(listed()).hasSize(NOTICES));
        var before = rows();
        try (var rebuilding = new Gate(database, "views.notification", 1);
                var staging = new Gate(database, "mail.staged_contact", 2);
                var applying = new Gate(database, "mail.contact", 3)) {
            var replay = replay();
            var unanswered = CompletableFuture.supplyAsync(this::bringIn, KilledIT::inThreadOfItsOwn);
            assertThat(Waiting.upTo(A_WHILE).until(rebuilding::holdsSomebody))
                    .as("rebuilding")
                    .isTrue();
            assertThat(Waiting.upTo(A_WHILE).until(staging::holdsSomebody))
                    .as(() -> "staging, the request: " + unanswered)
                    .isTrue();
            assertThat(listed()).as("the old rows answer").hasSize(NOTICES);

            service.kill();
            assertThat(unanswered).failsWithin(A_WHILE);
            service.start();

            assertThat(listed()).as("the old rows still answer").hasSize(NOTICES);
            as(Tokens.viewer()).get(replay).body("state", equalTo("RUNNING"));
            rebuilding.open();
            eventually(() -> as(Tokens.viewer()).get(replay).body("outcome", equalTo("SUCCEEDED")));
            assertThat(rows()).isEqualTo(before);
            assertThat(leftovers()).isEmpty();

            staging.open();
            var answer = answered();
            assertThat(Waiting.upTo(A_WHILE).until(applying::holdsSomebody)).isTrue();

            service.kill();
            service.start();

            assertThat(bringIn().asString()).isEqualTo(answer.asString());
            applying.open();
            eventually(() -> as(Tokens.operator())
                    .get(service.address() + path(answer))
                    .body("outcome", equalTo("SUCCEEDED"))
                    .body("done", equalTo(PARTIES)));
        }
        assertThat(number("select count(*) from mail.contact_import")).isEqualTo(1);
        assertThat(number("select count(*) from mail.contact where version = 1"))
                .isEqualTo(PARTIES);
        assertThat(number("select count(*) from mail.staged_contact")).isZero();
        assertThat(linesThatAreNotJson()).isEmpty();
    }

    /** It starts, says so, takes commands and sends mails; what it has to tell waits, and is told once. */
    @Test
    void isStartedWhileKafkaIsAwayAndTellsEverythingOnceItIsBack() throws Exception {
        announce(0, 1, null);
        eventually(() -> assertThat(told()).hasSize(1));

        broker.stop();
        service.kill();
        service.start();

        Request.ofNobody()
                .get(service.address() + "/q/health/ready")
                .statusCode(200)
                .body("checks.find { it.name == 'kafka' }.data.answers", equalTo(false));
        putContact("party-0");
        eventually(() -> assertThat(smtp.mails()).hasSize(1));
        eventually(() -> as(Tokens.viewer())
                .get(service.address() + "/notifications?state=ACCEPTED")
                .body("party", equalTo(List.of("party-0"))));

        broker.start();
        eventually(() -> assertThat(told()).hasSize(2));
        announce(1, 1, null);
        eventually(() -> assertThat(told())
                .containsExactly("1 notification-no-contact", "2 notification-accepted", "3 notification-no-contact"));
        Request.ofNobody()
                .get(service.address() + "/q/health/ready")
                .body("checks.find { it.name == 'kafka' }.data.answers", equalTo(true));
        assertThat(smtp.mails()).hasSize(1);
    }

    /** In production each line is JSON, and what is done for a request or a notice carries the id of its trace. */
    @Test
    void itsLogIsJsonWithTraces() throws Exception {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        putContact("party-0");

        announce(0, 1, "00-" + trace + "-00f067aa0ba902b7-01");
        eventually(() -> assertThat(smtp.mails()).hasSize(1));

        eventually(() -> assertThat(logged()).anySatisfy(line -> {
            assertThat(line.path("message").asText()).contains("attempt 1: RecordAcceptance");
            assertThat(line.path("mdc").path("traceId").asText()).isEqualTo(trace);
            assertThat(line.path("mdc").path("spanId").asText()).hasSize(16);
            assertThat(line.path("mdc").path("aggregateId").asText()).startsWith("notification/");
        }));
        assertThat(linesThatAreNotJson()).isEmpty();
    }

    /** Threads of the common pool keep the class loader of whichever test first used them. */
    private static void inThreadOfItsOwn(Runnable work) {
        Thread.ofPlatform().start(work);
    }

    private void putContact(String party) {
        as(Tokens.operator())
                .contentType("application/json")
                .body("{\"recipients\":[{\"email\":\"ann@example.org\"}]}")
                .put(service.address() + "/contacts/" + party)
                .statusCode(200);
    }

    /** Notices to parties nobody is known of, unless a contact was put, beginning with the given number. */
    private void announce(int first, int number, @Nullable String traceparent) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = first; i < first + number; i++) {
                assertThat(producer.send(notice(i, traceparent))).succeedsWithin(A_WHILE);
            }
        }
    }

    private static ProducerRecord<String, String> notice(int number, @Nullable String traceparent) {
        var at = "2026-03-02T08:00:00Z";
        var body = """
                {"type": "switchover.migration.authorisation-requested.v1", "key": "authorisation/%1$d", "at": "%2$s",
                 "party": "party-%1$d", "migration": "to-b", "supplier": "carrier", "trunk": "main",
                 "addresses": ["198.51.100.20"], "neededBy": "%2$s", "reason": "We change our hoster."}
                """.formatted(number, at);
        var message = new ProducerRecord<>(MigrationNotice.TOPIC, "authorisation/" + number, body);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/switchover/migration",
                        "ce_type",
                        "switchover.migration.authorisation-requested.v1",
                        "ce_time",
                        at,
                        "ce_sequence",
                        String.valueOf(number + 1))
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        if (traceparent != null) {
            message.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    /** What the service has told the others so far, with the place of each. */
    private List<String> told() {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(NotificationNotice.TOPIC).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var left = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            var all = new TreeMap<Integer, List<String>>();
            while (left > 0) {
                for (var message : consumer.poll(A_WHILE)) {
                    left--;
                    var type = header(message, "ce_type").replaceAll(".*\\.(.*)\\.v1", "$1");
                    all.computeIfAbsent(Integer.valueOf(header(message, "ce_sequence")), place -> new ArrayList<>())
                            .add(type);
                }
            }
            return all.entrySet().stream()
                    .flatMap(it -> it.getValue().stream().map(type -> it.getKey() + " " + type))
                    .toList();
        }
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private String kafka() {
        return broker.address().bootstrapServers();
    }

    private List<String> listed() {
        var answer = as(Tokens.viewer()).get(service.address() + "/notifications?limit=1000");
        answer.statusCode(200);
        return answer.path("notificationId");
    }

    /** Where the rebuilding can be followed. */
    private String replay() {
        var answer = as(Tokens.admin()).post(service.address() + "/processors/notification/replay");
        answer.statusCode(202);
        return service.address() + path(answer);
    }

    private Answer bringIn() {
        return as(Tokens.operator())
                .contentType("text/csv")
                .header("Idempotency-Key", key)
                .body(IntStream.range(0, PARTIES)
                        .mapToObj("imported-%1$d,a@imported-%1$d.example\n"::formatted)
                        .collect(Collectors.joining("", "party,email\n", "")))
                .post(service.address() + "/contacts/import");
    }

    /** Repeats the request as its answers say, until it is carried out: within seconds of the death of whoever was at it. */
    private Answer answered() {
        var answers = new ArrayList<Answer>();
        assertThat(Waiting.upTo(Duration.ofSeconds(20)).until(() -> {
                    answers.add(bringIn());
                    return answers.getLast().statusCode() != 409;
                }))
                .isTrue();
        answers.getLast().statusCode(202).body("parties", equalTo(PARTIES)).body("refused", hasSize(0));
        return answers.getLast();
    }

    private static String path(Answer answer) {
        return answer.header("Location").replaceAll("^https?://[^/]+", "");
    }

    private static Request as(String token) {
        return Request.as(token);
    }

    private static void eventually(Runnable assertion) {
        Eventually.holds(A_WHILE, assertion);
    }

    private List<String> rows() throws SQLException {
        return strings("select n::text from views.notification n order by notification_id");
    }

    /** Tables aside, and tokens of work on them. */
    private List<String> leftovers() throws SQLException {
        return strings("""
                select tablename from pg_tables where schemaname = 'views' and tablename like '%replay'
                 union all
                select processor_name from kit.token_entry where processor_name like '%-replay'
                """);
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(strings(sql).getFirst());
    }

    private List<String> strings(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    private List<JsonNode> logged() {
        try {
            var lines = new ArrayList<JsonNode>();
            for (var line : service.log()) {
                if (line.startsWith("{")) {
                    lines.add(new ObjectMapper().readTree(line));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new AssertionError("not now", e);
        }
    }

    /** Beside what the JVM itself says, and the shell of its death. */
    private List<String> linesThatAreNotJson() throws IOException {
        return service.log().stream()
                .filter(line -> !line.startsWith("{"))
                .filter(line -> !line.startsWith("WARNING: ") && !line.startsWith("OpenJDK "))
                .filter(line -> !line.equals("Killed"))
                .toList();
    }
}
