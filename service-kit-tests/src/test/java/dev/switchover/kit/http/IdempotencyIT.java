package dev.switchover.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyIT {

    private static final String REPLAYED = "Idempotency-Replayed";

    private final String key = UUID.randomUUID().toString();
    private final Jdbi database;
    private String counter = "";

    IdempotencyIT(Jdbi database) {
        this.database = database;
    }

    @BeforeEach
    void openACounter() {
        counter = open(UUID.randomUUID().toString()).path("id");
    }

    private static Answer open(String key) {
        return post(Tokens.operator(), key, "/counters", "{\"label\":\"of " + key + "\",\"limit\":10}");
    }

    private Answer raise(int by) {
        return post(Tokens.operator(), key, "/counters/" + counter + "/raise", "{\"by\":" + by + "}");
    }

    private static Answer post(String token, String key, String path, String body) {
        return Request.as(token)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }

    private int value() {
        return Request.as(Tokens.operator())
                .get("/counters/" + counter)
                .statusCode(200)
                .path("value");
    }

    private void forgetTheAnswer() {
        var forgotten = database.withHandle(handle -> handle.createUpdate("""
                        update kit.idempotency set status = null, body = null, lease_until = 'epoch'
                         where path = :path and status is not null
                        """)
                .bind("path", "/counters/" + counter + "/raise")
                .execute());
        assertThat(forgotten).isEqualTo(1);
    }

    @Test
    void theSameRequestGetsTheSameAnswerAndHappensOnce() {
        var first = raise(3);
        var second = raise(3);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString()).isEqualTo("{\"value\":3}");
        assertThat(second.header("Switchover-Position")).isEqualTo(first.header("Switchover-Position"));
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(first.header(REPLAYED)).isNull();
        assertThat(second.headers(REPLAYED)).containsExactly("true");
        assertThat(raise(3).headers(REPLAYED)).containsExactly("true");
        assertThat(value()).isEqualTo(3);
    }

    @Test
    void aCreateAnswersWithTheSameLocation() {
        var first = open(key);
        var second = open(key);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .isNotNull();
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        raise(1);
        var other = raise(2);
        other.statusCode(422).body("type", equalTo("/problems/idempotency-key-reused"));
        assertThat(other.header(REPLAYED)).isNull();
        assertThat(value()).isEqualTo(1);
    }

    @Test
    void aKeyBelongsToItsActorAndItsPath() {
        raise(1);
        post(Tokens.admin(), key, "/counters/" + counter + "/raise", "{\"by\":1}")
                .statusCode(200);
        assertThat(open(key).statusCode()).isEqualTo(201);
        assertThat(value()).isEqualTo(2);
    }

    @Test
    void aRefusalIsAnAnswerToo() {
        var first = raise(11);
        first.statusCode(409).body("type", equalTo("/problems/counter-full"));
        var again = raise(11);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.contentType()).isEqualTo("application/problem+json");
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(first.header(REPLAYED)).isNull();
        assertThat(again.header(REPLAYED)).isEqualTo("true");
    }

    @Test
    void whatHappenedBeforeAFailureDoesNotHappenAgain() {
        var path = "/counters/" + counter + "/raise?fail=true";
        post(Tokens.operator(), key, path, "{\"by\":2}").statusCode(500);
        post(Tokens.operator(), key, path, "{\"by\":2}").statusCode(200).body("value", equalTo(2));
        assertThat(value()).isEqualTo(2);
    }

    @Test
    void anAnswerThatSaysToRepeatIsNotKept() {
        var path = "/counters/" + counter + "/race";
        post(Tokens.operator(), key, path, "{\"by\":2}").statusCode(409).header("Retry-After", "1");
        post(Tokens.operator(), key, path, "{\"by\":2}").statusCode(200).body("value", equalTo(2));
        assertThat(value()).isEqualTo(2);
    }

    @Test
    void aCrashBetweenEffectAndAnswerDoesNotDoubleTheEffect() {
        raise(4);
        forgetTheAnswer();

        raise(4).statusCode(200).body("value", equalTo(4));

        assertThat(value()).isEqualTo(4);
    }

    @Test
    void aRequestOfADeadInstanceIsTakenOverAtOnce() {
        raise(4);
        leaveUnansweredAt(UUID.randomUUID());

        raise(4).statusCode(200).body("value", equalTo(4));

        assertThat(value()).isEqualTo(4);
    }

    @Test
    void aRequestOfALivingInstanceIsLeftToIt() {
        var other = UUID.randomUUID();
        seen(other, -60);
        raise(4);
        leaveUnansweredAt(other);

        raise(4).statusCode(409).body("type", equalTo("/problems/request-in-progress"));
        post(Tokens.operator(), key, "/counters/" + counter + "/raise", "{\"by\":5}")
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));

        seen(other, 7);
        raise(4).statusCode(200).body("value", equalTo(4));
        database.useHandle(handle -> handle.execute("delete from kit.instance where id = ?", other));
    }

    /** As a database leaves it that stood still for longer than we wait, and took the claim then. */
    @Test
    void aRequestThatItsInstanceHasGivenUpIsTakenUpAtOnce() {
        raise(4);
        leaveUnansweredAt(holder());

        raise(4).statusCode(200).body("value", equalTo(4));

        assertThat(value()).isEqualTo(4);
    }

    private UUID holder() {
        return database.withHandle(handle -> handle.createQuery("select holder from kit.idempotency where path = :path")
                .bind("path", "/counters/" + counter + "/raise")
                .mapTo(UUID.class)
                .one());
    }

    /** As a crash between effect and answer leaves it. */
    private void leaveUnansweredAt(UUID instance) {
        database.useHandle(handle -> handle.createUpdate("""
                        update kit.idempotency
                           set status = null, body = null, lease_until = now() + interval '2 minutes', holder = :holder
                         where path = :path
                        """)
                .bind("holder", instance)
                .bind("path", "/counters/" + counter + "/raise")
                .execute());
    }

    private void seen(UUID instance, int secondsAgo) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into kit.instance (id, seen_at) values (:id, now() - :ago * interval '1 second')
                        on conflict (id) do update set seen_at = excluded.seen_at
                        """)
                .bind("id", instance)
                .bind("ago", secondsAgo)
                .execute());
    }

    @Test
    void aCrashedCreateFindsItsIdAgain() {
        var first = open(key);
        database.useHandle(handle -> handle.execute(
                "update kit.idempotency set status = null, lease_until = 'epoch' where path = '/counters'"));

        var second = open(key);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void ofManyAtOnceOneHappens() throws Exception {
        try (var callers = Executors.newFixedThreadPool(8)) {
            var answers = IntStream.range(0, 24)
                    .mapToObj(n -> callers.submit(() -> raise(5)))
                    .toList();
            for (var answer : answers) {
                var given = answer.get();
                assertThat(given.statusCode()).isIn(200, 409);
                assertThat(given.asString()).containsAnyOf("{\"value\":5}", "/problems/request-in-progress");
            }
        }
        assertThat(value()).isEqualTo(5);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        post(Tokens.operator(), "x".repeat(256), "/counters", "{\"label\":\"l\",\"limit\":1}")
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
    }

    /** Which of them the request would be repeated under, nobody knows. */
    @Test
    void twoKeysAreRefusedAndNothingIsDone() {
        Request.as(Tokens.operator())
                .contentType("application/json")
                .header("Idempotency-Key", key, UUID.randomUUID().toString())
                .body("{\"by\":3}")
                .post("/counters/" + counter + "/raise")
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.field", contains("Idempotency-Key"))
                .body("errors.rule", contains("once"));
        assertThat(value()).isZero();
    }
}
