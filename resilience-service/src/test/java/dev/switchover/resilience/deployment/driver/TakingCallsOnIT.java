package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.becomes;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Who is to end its calls takes no new ones beside the owner, whoever made the other the owner. */
@QuarkusTest
class TakingCallsOnIT {

    private static final String DRAIN = "drain-telephony";

    private static int press(Site site, String node, String button) {
        return post("/deployments/" + site.d + "/nodes/" + node + "/" + button, "{}")
                .statusCode(202)
                .path("run");
    }

    @Test
    void startServicesBesideANodeThatServesDrainsItAndLeavesItsStopOwed() throws Exception {
        try (var site = new Site().calls()) {
            post("/deployments/" + site.d + "/nodes/b/start-services?dryRun=true", "{}")
                    .statusCode(200)
                    .body("steps[-1].description", containsString("stop-a is owed"));

            var run = press(site, "b", "start-services");

            site.ended(run, "INCOMPLETE");
            assertThat(site.owed()).containsExactly("stop-a");
            get(site.operation(run))
                    .body("reason", containsString("Stop services on a: b has taken over, and a has not said"));
            Eventually.holds(() -> assertThat(site.a.state("telephony")).isEqualTo("draining"));
            site.shows("Draining", "Active");
            assertThat(site.a.asked()).containsOnlyOnce(DRAIN);
            refused(
                            post("/deployments/" + site.d + "/switchovers", "{\"direction\": \"FAILOVER\"}"),
                            409,
                            "switchover-not-needed")
                    .body("remedy", containsString("stop-a is still owed: Stop services on a"));

            site.ended(press(site, "a", "stop-services"), "SUCCEEDED");

            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
        }
    }

    @Test
    void itIsToldAgainAndShownAsDegradedUntilItDrains() throws Exception {
        try (var site = new Site().calls()) {
            site.a.failures.put(DRAIN, 2);
            press(site, "b", "start-services");

            becomes("/deployments/" + site.d, "nodes[0].groups[0].stopOrder.times", 2);
            assertThat(site.status().getFirst()).isEqualTo("Degraded");

            Eventually.holds(() -> assertThat(site.status().getFirst()).isEqualTo("Draining"));
            becomes("/deployments/" + site.d, "nodes[0].groups[0].stopOrder", null);
        }
    }

    @Test
    void noOrderComesBetweenThoseOfASwitchover() throws Exception {
        try (var site = new Site().pair()) {
            site.a.failures.put(DRAIN, 1);
            var run = site.switchover("FAILOVER", "");
            site.waits(run);

            Eventually.staysTrue(
                    Site.SEVERAL_LOOKS, () -> assertThat(site.a.asked()).containsOnlyOnce(DRAIN));

            post(site.operation(run) + "/retry", "").statusCode(204);
            site.ended(run, "SUCCEEDED");
        }
    }

    @Test
    void whoTakesCallsAgainWhileARunWaitsIsDrainedAgain() throws Exception {
        try (var site = new Site().pair()) {
            site.b.failures.put("promote-data", 1);
            var run = site.switchover("FAILOVER", "");
            site.waits(run);
            assertThat(site.a.state("telephony")).isEqualTo("draining");

            site.a.become("telephony", "active");

            Eventually.holds(() -> assertThat(site.a.state("telephony")).isEqualTo("draining"));
            assertThat(site.a.asked()).filteredOn(DRAIN::equals).hasSize(2);
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("stop-a"));
            post(site.operation(run) + "/retry", "").statusCode(204);
            site.ended(run, "SUCCEEDED");
            assertThat(site.owed()).isEmpty();
        }
    }

    @Test
    void whatComesUpAfterItsStartHadFailedIsDrainedUntilItIsPressedAgain() throws Exception {
        try (var site = new Site().calls()) {
            site.b.failures.put("start-telephony", 1);
            site.ended(press(site, "b", "start-services"), "FAILED");

            site.b.become("telephony", "active");

            Eventually.holds(() -> assertThat(site.b.state("telephony")).isEqualTo("draining"));
            assertThat(site.a.state("telephony")).isEqualTo("active");
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("stop-b"));

            site.ended(press(site, "b", "start-services"), "INCOMPLETE");
            assertThat(site.b.state("telephony")).isEqualTo("active");
            assertThat(site.owed()).containsExactly("stop-a");
        }
    }

    @Test
    void whatComesUpSoWhereNobodyServesIsLeftToPeople() throws Exception {
        try (var site = new Site().calls()) {
            site.ended(press(site, "a", "stop-services"), "SUCCEEDED");
            site.b.failures.put("start-telephony", 1);
            site.ended(press(site, "b", "start-services"), "FAILED");

            site.b.become("telephony", "active");

            Eventually.holds(() -> assertThat(site.owed()).containsExactly("stop-b"));
            Eventually.staysTrue(Site.SEVERAL_LOOKS, () -> assertThat(site.b.state("telephony"))
                    .isEqualTo("active"));
            site.ended(press(site, "b", "start-services"), "SUCCEEDED");
            assertThat(site.owed()).isEmpty();
        }
    }

    @Test
    void whatASwitchoverThatWasGivenUpLeavesTakingCallsIsDrained() throws Exception {
        try (var site = new Site().pair()) {
            site.a.failures.put(DRAIN, 1);
            site.a.failures.put("start-telephony", 1);
            var run = site.switchover("FAILOVER", "");
            site.waits(run);
            post(site.operation(run) + "/cancel", "").statusCode(204);
            site.waits(run);
            post(site.operation(run) + "/cancel", "").statusCode(204);
            site.ended(run, "FAILED");

            Eventually.holds(() -> assertThat(site.a.state("telephony")).isEqualTo("draining"));
            assertThat(site.b.state("telephony")).isEqualTo("active");
        }
    }
}
