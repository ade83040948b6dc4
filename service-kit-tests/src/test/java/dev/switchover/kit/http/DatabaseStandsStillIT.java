package dev.switchover.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.sample.OwnDatabase;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that stands still closes nothing and cancels nothing: only we can end the wait for it. */
@QuarkusTest
@QuarkusTestResource(value = OwnDatabase.class, restrictToAnnotatedClass = true)
class DatabaseStandsStillIT {

    /** Far above what this service waits for, which is 3 s for an answer and 10 s for a connection. */
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    @AfterEach
    void goOn() {
        OwnDatabase.goOn();
    }

    @Test
    void aRequestIsAnsweredAndWhatCameOfItIsToldLater() {
        var id = open(UUID.randomUUID().toString()).statusCode(201).<String>path("id");
        Eventually.holds(() -> get(id).statusCode(200).body("value", equalTo(0)));
        var key = UUID.randomUUID().toString();

        OwnDatabase.standStill();
        raise(id, key).statusCode(503).body("type", equalTo("/problems/database-away"));
        get(id).statusCode(503).body("type", equalTo("/problems/database-away"));
        OwnDatabase.goOn();

        Eventually.holds(AT_MOST, () -> raise(id, key).statusCode(200).body("value", equalTo(2)));
        Eventually.holds(AT_MOST, () -> get(id).statusCode(200).body("value", equalTo(2)));
    }

    /** Longer than a statement may take, shorter than what a caller or a watchdog bears. */
    @Test
    void servicesWaitForSoLong() throws Exception {
        var shared = new Properties();
        try (var file = Counters.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            shared.load(file);
        }
        assertThat(shared)
                .containsEntry("quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "75")
                .hasEntrySatisfying(
                        "quarkus.datasource.jdbc.additional-jdbc-properties.options",
                        options -> assertThat(options).asString().contains("statement_timeout=60s"));
    }

    private static Answer open(String key) {
        return caller(key)
                .body("{\"label\": \"of " + key + "\", \"limit\": 10}")
                .post("/counters");
    }

    private static Answer raise(String id, String key) {
        return caller(key).body("{\"by\": 2}").post("/counters/" + id + "/raise");
    }

    private static Answer get(String id) {
        return caller(UUID.randomUUID().toString()).get("/counters/" + id);
    }

    private static Request caller(String key) {
        return Request.as(Tokens.operator()).within(AT_MOST).header("Idempotency-Key", key);
    }
}
