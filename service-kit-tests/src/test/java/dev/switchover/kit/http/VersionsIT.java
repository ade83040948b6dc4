package dev.switchover.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people who edit the same thing do not overwrite each other unseen. */
@QuarkusTest
class VersionsIT {

    private static Request operator() {
        return Request.as(Tokens.operator()).contentType("application/json");
    }

    private static Answer write(String ifMatch, String text) {
        return operator()
                .header("If-Match", ifMatch)
                .body("{\"text\":\"" + text + "\"}")
                .put("/things/note");
    }

    private static String tag() {
        return operator().get("/things/note").header("ETag");
    }

    @Test
    void whoHasSeenTheLatestWrites() {
        var seen = tag();

        var written = write(seen, "mine");

        written.statusCode(204).header("ETag", equalTo(tag()));
        operator().get("/things/note").body("text", equalTo("mine"));
    }

    @Test
    void whoHasSeenAnOlderOneIsRefusedAndToldTheCurrent() {
        var seen = tag();
        write(seen, "first").statusCode(204);

        write(seen, "second")
                .statusCode(412)
                .contentType("application/problem+json")
                .header("ETag", equalTo(tag()))
                .body("type", equalTo("/problems/stale-version"))
                .body("version", equalTo(Integer.parseInt(tag().replace("\"", ""))));

        operator().get("/things/note").body("text", equalTo("first"));
    }

    @Test
    void whoSaysNothingOrAnythingWrites() {
        operator().body("{\"text\":\"plain\"}").put("/things/note").statusCode(204);
        write("*", "star").statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"seven\"", "W/\"7\"", "\"1\", \"2\"", "\"-1\"", "\"9999999999999999999\"", "\"\""})
    void aTagThatIsNoneOfOursIsRefused(String tag) {
        write(tag, "text")
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors[0].field", equalTo("If-Match"));
    }

    private static String counter() {
        return operator()
                .body("{\"label\":\"" + UUID.randomUUID() + "\",\"limit\":10}")
                .post("/counters")
                .path("id");
    }

    private static Answer raise(String counter, String ifMatch) {
        return operator().header("If-Match", ifMatch).body("{\"by\":1}").post("/counters/" + counter + "/raise");
    }

    @Test
    void aCommandIsCarriedOutForWhoHasSeenTheLatest() {
        var counter = counter();
        raise(counter, "\"0\"").statusCode(200).body("value", equalTo(1));
        raise(counter, "\"0\"")
                .statusCode(412)
                .header("ETag", equalTo("\"1\""))
                .body("type", equalTo("/problems/stale-version"))
                .body("version", equalTo(1));
        raise(counter, "\"1\"").statusCode(200).body("value", equalTo(2));
        raise(counter, "*").statusCode(200).body("value", equalTo(3));
        raise(counter, "3").statusCode(400).body("errors[0].field", equalTo("If-Match"));
    }

    @Test
    void ofTwoAtOnceOneIsCarriedOut() throws Exception {
        var counter = counter();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> once = () -> raise(counter, "\"0\"").statusCode();
            var codes = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(Collections.nCopies(8, once))) {
                codes.add(answer.get());
            }
            assertThat(codes).containsOnlyOnce(200).containsOnly(200, 412);
        }
    }

    @Test
    void whatWasCarriedOutIsAnsweredAgainUnderItsKey() {
        var counter = counter();
        var key = UUID.randomUUID().toString();
        for (int time = 0; time < 2; time++) {
            operator()
                    .header("Idempotency-Key", key)
                    .header("If-Match", "\"0\"")
                    .body("{\"by\":1}")
                    .post("/counters/" + counter + "/raise")
                    .statusCode(200)
                    .body("value", equalTo(1));
        }
        operator()
                .header("Idempotency-Key", key)
                .header("If-Match", "\"1\"")
                .body("{\"by\":1}")
                .post("/counters/" + counter + "/raise")
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
    }

    @Test
    void aConditionThatCannotBeHonouredIsRefused() {
        operator()
                .header("If-Match", "\"1\"")
                .body("{\"id\":\"a\"}")
                .post("/things")
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors[0].field", equalTo("If-Match"))
                .body("errors[0].rule", equalTo("no-version"))
                .body("errors[0].value", equalTo("\"1\""))
                .body("errors[0].remedy", containsString("Leave it out"));
    }
}
