package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.becomes;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node has tried out about itself: gates before it serves, and then whether it really does. */
@QuarkusTest
class ChecksIT {

    private static Answer failover(Site site, String query, String more) {
        return post("/deployments/" + site.d + "/switchovers" + query, "{\"direction\": \"FAILOVER\"" + more + "}");
    }

    /** The operation that waits for the second person. */
    private static String asked(Site site, String gates) {
        var override = ", \"override\": {\"gates\": [%s], \"reason\": \"the carrier knows\"}".formatted(gates);
        var operation =
                failover(site, "", override).statusCode(202).header("Location").replaceAll("^https?://[^/]*", "");
        becomes(operation, "state", "WAITING");
        return operation;
    }

    private static void says(Site site, String check, String state) {
        site.b.checks.put(check, state);
        var passed = "nodes[1].checks.find { it.name == '%s' }.passed".formatted(check);
        Eventually.holds(() ->
                assertThat(get("/deployments/" + site.d).<Boolean>path(passed)).isEqualTo(state.equals("passed")));
    }

    @Test
    void whatFailsOnTheNodeThatIsToServeHasToBeMendedFirst() throws Exception {
        try (var site = new Site().pair()) {
            says(site, "trunk", "passed");
            says(site, "licence", "failed");
            failover(site, "?dryRun=true", "")
                    .statusCode(200)
                    .body("gates.id", hasItems("check-trunk", "check-licence"));
            refused(failover(site, "", ""), 409, "gates-refuse")
                    .body("gates.id", equalTo(List.of("check-licence")))
                    .body("gates.measured", equalTo(List.of("failed: licence of b")))
                    .body("gates.remedy", hasItem(containsString("\"override\": {\"gates\": [\"check-licence\"]")));
            refused(post("/deployments/" + site.d + "/nodes/b/start-services", "{}"), 409, "gates-refuse")
                    .body("gates.id", hasItem("check-licence"));
            says(site, "licence", "passed");
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
        }
    }

    @Test
    void twoPersonsSetEachAsideByItsName() throws Exception {
        try (var site = new Site().pair()) {
            says(site, "trunk", "failed");
            says(site, "licence", "failed");
            var one = asked(site, "\"check-trunk\"");
            refused(as(Tokens.approver()).post(one + "/approve"), 409, "gates-refuse")
                    .body("gates.id", equalTo(List.of("check-licence")));
            var both = asked(site, "\"check-trunk\", \"check-licence\"");
            as(Tokens.approver()).post(both + "/approve").statusCode(204);
            site.shows("Inactive", "Active (unverified)");
        }
    }

    @Test
    void anEmergencyWaitsForNone() throws Exception {
        try (var site = new Site().pair()) {
            says(site, "licence", "failed");
            failover(site, "?dryRun=true", ", \"kind\": \"EMERGENCY\"")
                    .statusCode(200)
                    .body("gates.id", hasItem("old-node-silent"))
                    .body("gates.id", not(hasItem("check-licence")));
        }
    }

    @Test
    void whatWasTriedBeforeItServedSaysNothingOfHowItServes() throws Exception {
        try (var site = new Site().pair()) {
            says(site, "call-in", "passed");
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            site.shows("Inactive", "Active (unverified)");
            site.b.checkedAt = Instant.now().plusSeconds(1);
            site.shows("Inactive", "Active");
            says(site, "call-in", "failed");
            site.shows("Inactive", "Active (unverified)");
        }
    }
}
