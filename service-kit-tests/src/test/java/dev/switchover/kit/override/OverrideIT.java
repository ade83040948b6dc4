package dev.switchover.kit.override;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OverrideIT {

    private final Jdbi database;
    private String counter = "";

    OverrideIT(Jdbi database) {
        this.database = database;
    }

    @BeforeEach
    void openACounter() {
        counter = as(Tokens.operator())
                .body("{\"label\":\"" + UUID.randomUUID() + "\",\"limit\":10}")
                .post("/counters")
                .path("id");
        Eventually.holds(() -> as(Tokens.operator()).get("/counters/" + counter).statusCode(200));
    }

    private static Request as(String token) {
        return Request.as(token).contentType("application/json");
    }

    private Answer ask(int by, String gate) {
        return as(Tokens.operator()).body("""
                        {"by": %d, "override": {"gates": ["%s"], "reason": "the last one left", "ticket": "OPS-12"}}
                        """.formatted(by, gate)).post("/counters/" + counter + "/raise");
    }

    private String asked(int by) {
        var answer = ask(by, "customers-moved");
        assertThat(answer.statusCode()).isEqualTo(202);
        return answer.header("Location").replaceAll("^https?://[^/]*", "");
    }

    private int value() {
        return as(Tokens.operator()).get("/counters/" + counter).path("value");
    }

    @Test
    void waitsForASecondPersonAndThenHappens() {
        var operation = asked(3);
        as(Tokens.viewer())
                .get(operation)
                .statusCode(200)
                .body("state", equalTo("WAITING"))
                .body("kind", equalTo("counter.raise"))
                .body("requestedBy", equalTo("olga"))
                .body("ticket", equalTo("OPS-12"));
        assertThat(value()).isZero();

        as(Tokens.approver()).post(operation + "/approve").statusCode(204);

        assertThat(value()).isEqualTo(3);
        as(Tokens.viewer()).get(operation).body("state", equalTo("ENDED")).body("outcome", equalTo("SUCCEEDED"));
        assertThat(metadata()).contains("\"olga\"", "\"anna\"", "the last one left", "OPS-12");
    }

    private String metadata() {
        return database.withHandle(handle -> handle.createQuery(
                        "select metadata::text from events.events where aggregate_id = :id order by sequence desc limit 1")
                .bind("id", "counter/" + counter)
                .mapTo(String.class)
                .one());
    }

    @Test
    void theOneWhoAskedCannotApprove() {
        var operation = asked(3);
        as(Tokens.operator()).post(operation + "/approve").statusCode(403);
        as(Tokens.of("olga", "operator", "approver"))
                .post(operation + "/approve")
                .statusCode(403)
                .body("type", equalTo("/problems/second-person-needed"));
        assertThat(value()).isZero();
    }

    @Test
    void whatIsCancelledOrApprovedStaysSo() {
        var operation = asked(3);
        as(Tokens.operator()).post(operation + "/cancel").statusCode(204);
        as(Tokens.approver())
                .post(operation + "/approve")
                .statusCode(409)
                .body("type", equalTo("/problems/override-closed"));
        as(Tokens.operator())
                .post(operation + "/retry")
                .statusCode(409)
                .body("type", equalTo("/problems/operation-cannot"));
        assertThat(value()).isZero();
    }

    @Test
    void isCancelledByWhoeverMayAskOrApproveAlone() {
        var operation = asked(3);
        for (var token : List.of(Tokens.admin(), Tokens.viewer(), Tokens.integrator())) {
            as(token).post(operation + "/cancel").statusCode(403).body("type", equalTo("/problems/forbidden"));
        }
        as(Tokens.viewer()).get(operation).body("state", equalTo("WAITING"));
        as(Tokens.approver()).post(operation + "/cancel").statusCode(204);
        as(Tokens.admin()).post(operation + "/retry").statusCode(403);
    }

    @Test
    void aCommandThatIsRefusedEvenSoLeavesTheOverrideWaiting() {
        var operation = asked(11);
        as(Tokens.approver())
                .post(operation + "/approve")
                .statusCode(409)
                .body("type", equalTo("/problems/counter-full"));
        as(Tokens.viewer()).get(operation).body("state", equalTo("WAITING"));
    }

    @Test
    void whatWouldNowBeSomethingElseIsNotWhatWasAsked() {
        var operation = asked(3);
        as(Tokens.viewer())
                .get(operation)
                .body("steps[0].description", containsString("When it was asked: to: 3; looked at: "));
        as(Tokens.operator()).body("{\"by\": 2}").post("/counters/" + counter + "/raise");
        Eventually.holds(() -> assertThat(value()).isEqualTo(2));

        as(Tokens.approver())
                .post(operation + "/approve")
                .statusCode(409)
                .body("type", equalTo("/problems/override-outdated"))
                .body("changes", contains("to: 3 when it was asked, 5 now"));

        Eventually.holds(() -> as(Tokens.viewer())
                .get(operation)
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo("REJECTED"))
                .body("steps[0].detail", equalTo("by anna: to: 3 when it was asked, 5 now")));
        as(Tokens.approver())
                .post(operation + "/approve")
                .statusCode(409)
                .body("type", equalTo("/problems/override-closed"));
        assertThat(value()).isEqualTo(2);
    }

    @Test
    void someGatesHoldWhoeverSigns() {
        ask(1, "registration-exclusive").statusCode(422).body("type", equalTo("/problems/gate-never-overridable"));
    }

    @Test
    void anOverrideNeedsGatesAndAReason() {
        as(Tokens.operator())
                .body("{\"by\": 1, \"override\": {\"gates\": [], \"reason\": \" \"}}")
                .post("/counters/" + counter + "/raise")
                .statusCode(400);
        Eventually.holds(
                () -> as(Tokens.viewer()).get("/operations/override-none").statusCode(404));
    }
}
