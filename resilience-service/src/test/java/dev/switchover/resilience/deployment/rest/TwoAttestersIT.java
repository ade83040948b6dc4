package dev.switchover.resilience.deployment.rest;

import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.manual;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where one person's word is not enough that a silent node is cut off. */
@QuarkusTest
@TestProfile(TwoAttestersIT.Two.class)
class TwoAttestersIT {

    /** As an operator who wants two would set it. */
    public static final class Two implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("switchover.emergency.attesters", "2");
        }
    }

    private String d = "";
    private int run;

    /** An emergency whose fence of a nobody can carry out. */
    @BeforeEach
    void emergency() {
        d = manual("[\"data\", \"management\", \"telephony\"]");
        run = post("/deployments/" + d + "/switchovers", "{\"direction\": \"FAILOVER\", \"kind\": \"EMERGENCY\"}")
                .statusCode(202)
                .path("run");
        done(1);
        isAsked(2);
    }

    private Answer attest(String token, String node) {
        return as(token).body("""
                        {"gate": "old-node-fenced", "node": "%s", "evidence": "rack 4 is dark"}
                        """.formatted(node)).post("/deployments/" + d + "/switchovers/" + run + "/attestations");
    }

    private void done(int order) {
        isAsked(order);
        post(task(order) + "/done", "{\"evidence\": \"seen it\"}").statusCode(204);
    }

    private void isAsked(int order) {
        Eventually.holds(() -> assertThat(get(task(order)).statusCode()).isEqualTo(200));
    }

    private String task(int order) {
        return "/tasks/step-" + d + "-" + run + "-" + order;
    }

    private void waitsForProof() {
        get("/operations/run." + d + "." + run)
                .body("outcome", equalTo(null))
                .body("steps.findAll { it.outcome == null }[0].id", equalTo("fence-a"));
        get(task(3)).statusCode(404);
        get("/deployments/" + d).body("nodes[1].groups.find { it.group == 'data' }.role", not(equalTo("OWNER")));
    }

    @Test
    void oneAloneDoesNotLetItProceed() {
        attest(Tokens.operator(), "a").statusCode(204);
        waitsForProof();
    }

    @Test
    void theSamePersonTwiceIsOne() {
        attest(Tokens.operator(), "a").statusCode(204);
        refused(attest(Tokens.operator(), "a"), 409, "second-person-needed");
        refused(attest(Tokens.of("olga", "approver"), "a"), 409, "second-person-needed");
        waitsForProof();
    }

    @Test
    void aSecondPersonWhoMeansAnotherNodeDoesNotCount() {
        attest(Tokens.operator(), "a").statusCode(204);
        refused(attest(Tokens.approver(), "b"), 422, "node-name-differs");
        waitsForProof();
    }

    @Test
    void twoPersonsLetItProceedAndNobodysWordIsLeftToReview() {
        attest(Tokens.operator(), "a").statusCode(204);
        attest(Tokens.approver(), "a").statusCode(204);
        done(3);
        done(4);
        Eventually.holds(
                () -> assertThat(get("/operations/run." + d + "." + run).<String>path("outcome"))
                        .isEqualTo("INCOMPLETE"));
        get("/deployments/" + d + "/switchovers/" + run)
                .body("steps.find { it.id == 'fence-a' }.detail", containsString("attested by olga, anna"));
        assertThat(get("/deployments/" + d).<Iterable<String>>path("obligations.id"))
                .containsExactly("stop-a");
    }
}
