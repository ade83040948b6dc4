package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import io.quarkus.logging.Log;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Switchovers of nodes behind real HTTP servers, judged by the nodes' own journals. */
@QuarkusTest
class SwitchoverIT {

    private static final String SEEN =
            ", \"attestations\": [{\"gate\": \"old-node-silent\", \"evidence\": \"rack 4 is dark\"}]";

    private static final List<String> GROUPS = List.of("data", "management", "telephony");

    private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

    @Test
    void thereAndBackWithEverythingBehindIt() throws Exception {
        try (var site = new Site().whole()) {
            site.b.failures.put("register-mds m2", 2);
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            site.shows("Inactive", "Active");
            assertThat(site.ccB.state("services")).isEqualTo("active");
            assertThat(site.ccA.state("services")).isEqualTo("inactive");
            assertThat(site.b.journal.stream().map(HttpNode.Entry::action))
                    .contains("register-mds m1", "register-mds m2");
            get("/deployments/" + site.d)
                    .body("followers.node", equalTo(List.of("b", "b", "b")))
                    .body("manualActions[0].fqdn", equalTo("cc-b.example.net"));
            site.ended(site.switchover("FAILBACK", ""), "SUCCEEDED");
            site.shows("Active", "Inactive");
            assertThat(site.ccA.state("services")).isEqualTo("active");
        }
    }

    @Test
    void managementIsAwayForFourOrdersAndNoMore() throws Exception {
        try (var site = new Site().pair()) {
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            var gap = Duration.ofNanos(site.b.when("start-management") - site.a.when("stop-management"));
            Log.infof("Management was away for %d ms", gap.toMillis());
            assertThat(gap).isLessThan(LONGEST_GAP);
        }
    }

    @Test
    void dataIsNotPromotedBeforeItHasArrived() throws Exception {
        try (var site = new Site().pair()) {
            site.a.position = 6000;
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> assertThat(site.a.state("data")).isEqualTo("inactive"));
            Eventually.holds(() -> get(site.operation(run)).body("steps.id", hasItem("promote-data-b")));
            assertThat(site.b.state("data")).isEqualTo("inactive");
            site.b.position = 6000;
            site.ended(run, "SUCCEEDED");
        }
    }

    @Test
    void whatTheOldOwnerHasMoreOfMeanwhileIsWaitedForToo() throws Exception {
        try (var site = new Site().pair()) {
            site.a.position = 6000;
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> get(site.operation(run)).body("steps.id", hasItem("promote-data-b")));
            Eventually.holds(() -> assertThat(site.a.state("data")).isEqualTo("inactive"));
            site.a.position = 7000; // somebody has started and stopped it between two looks
            Eventually.holds(
                    () -> assertThat(get("/deployments/" + site.d).asString()).contains("7000"));
            site.b.position = 6000;
            Eventually.staysTrue(Site.EVERY.multipliedBy(2), () -> assertThat(site.b.state("data"))
                    .isEqualTo("inactive"));
            site.b.position = 7000;
            site.ended(run, "SUCCEEDED");
        }
    }

    @Test
    void callsInProgressAreWaitedFor() throws Exception {
        try (var site = new Site().pair()) {
            site.a.running = 2;
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> assertThat(site.b.state("management")).isEqualTo("active"));
            assertThat(site.a.state("telephony")).isEqualTo("draining");
            site.a.running = 0;
            site.ended(run, "SUCCEEDED");
            assertThat(site.a.state("telephony")).isEqualTo("inactive");
        }
    }

    @Test
    void aLieIsNotBelievedAndTheTruthIsFoundByLooking() throws Exception {
        try (var site = new Site().pair()) {
            site.b.lies.add("start-telephony");
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> get(site.operation(run)).body("steps[0].id", equalTo("start-telephony-b")));
            assertThat(site.a.state("telephony")).isEqualTo("active");
            post(site.operation(run) + "/cancel", "").statusCode(204);
            site.ended(run, "ABORTED");
            site.shows("Active", "Inactive");
        }
    }

    @Test
    void aFailedStepWaitsForAPersonAndIsTriedAgain() throws Exception {
        try (var site = new Site().pair()) {
            site.b.failures.put("promote-data", 1);
            var run = site.switchover("FAILOVER", "");
            site.waits(run);
            post(site.operation(run) + "/retry", "").statusCode(204);
            site.ended(run, "SUCCEEDED");
        }
    }

    @Test
    void cancelledBeforePromotionTheOldNodeServesAgain() throws Exception {
        try (var site = new Site().pair()) {
            site.b.failures.put("promote-data", 1);
            var run = site.switchover("FAILOVER", "");
            site.waits(run);
            post(site.operation(run) + "/cancel", "").statusCode(204);
            site.ended(run, "ABORTED");
            assertThat(site.a.state("data")).isEqualTo("active");
            assertThat(site.b.state("data")).isEqualTo("inactive");
            site.shows("Active", "Inactive");
        }
    }

    @Test
    void aDeadMainIsAttestedAndStopsForGoodWhenItReturns() throws Exception {
        try (var site = new Site().pair()) {
            site.a.powerOff();
            Eventually.holds(() -> assertThat(site.status().getFirst()).isEqualTo("Unknown"));
            Eventually.staysTrue(Site.EVERY.multipliedBy(3), () -> assertThat(GROUPS)
                    .allSatisfy(group -> assertThat(site.b.state(group))
                            .as("nothing moves by itself")
                            .isEqualTo("inactive")));
            Eventually.holds(() -> get("/deployments/" + site.d)
                    .body("nodes[0].ageSeconds", greaterThan(1), "nodes[1].ageSeconds", lessThan(60)));
            refused(
                            post("/deployments/" + site.d + "/switchovers", "{\"direction\": \"FAILOVER\"}"),
                            409,
                            "gates-refuse")
                    .body("gates.id", hasItem("node-answering"));
            var run = site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\"");
            site.waits(run);
            assertThat(site.b.state("telephony")).isEqualTo("active");
            assertThat(site.b.state("data")).isEqualTo("inactive");
            post("/deployments/" + site.d + "/switchovers/" + run + "/attestations", """
                            {"gate": "old-node-fenced", "node": "a", "evidence": "power is off"}
                            """)
                    .statusCode(204);
            site.ended(run, "INCOMPLETE");
            assertThat(site.owed()).contains("stop-a", "review-" + run);
            site.a.powerOn();
            Eventually.holds(() -> assertThat(site.owed()).doesNotContain("stop-a"));
            get("/deployments/" + site.d + "/obligations").body("evidence", hasItem(startsWith("the node says")));
            site.shows("Inactive", "Active");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aMainBehindAGatewayThatReachesNobodyIsLeftOnAPersonsWord(int status) throws Exception {
        try (var site = new Site().pair()) {
            site.a.powerOffBehindAGateway(status);
            refused(emergency(site, ""), 409, "gates-refuse")
                    .body("gates[0].id", equalTo("old-node-silent"))
                    .body("gates[0].verdict", equalTo("UNKNOWN"))
                    .body("gates[0].measured", containsString("gateway answered " + status));
            assertThat(site.b.state("telephony")).isEqualTo("inactive");
            int run = emergency(site, SEEN).statusCode(202).path("run");
            site.waits(run);
            assertThat(site.b.state("telephony")).isEqualTo("active");
            assertThat(site.b.state("data")).isEqualTo("inactive");
            post("/deployments/" + site.d + "/switchovers/" + run + "/attestations", """
                            {"gate": "old-node-fenced", "node": "a", "evidence": "power is off"}
                            """)
                    .statusCode(204);
            site.ended(run, "INCOMPLETE");
            assertThat(site.b.state("data")).isEqualTo("active");
        }
    }

    @Test
    void aWebhookThatFailsIsThere() throws Exception {
        try (var site = new Site().pair()) {
            site.a.broken.add("status");
            refused(emergency(site, SEEN), 409, "gates-refuse")
                    .body("gates[0].remedy", startsWith("a is reached, and its status says nothing"));
            assertThat(site.b.state("telephony")).isEqualTo("inactive");
        }
    }

    private static Answer emergency(Site site, String more) {
        return post(
                "/deployments/" + site.d + "/switchovers",
                "{\"direction\": \"FAILOVER\", \"kind\": \"EMERGENCY\"" + more + "}");
    }

    @Test
    void anEmergencyLeavesAMainThatServesAlone() throws Exception {
        try (var site = new Site().pair()) {
            var asked = "{\"direction\": \"FAILOVER\", \"kind\": \"EMERGENCY\"}";
            post("/deployments/" + site.d + "/switchovers?dryRun=true", asked)
                    .statusCode(200)
                    .body("gates.find { it.id == 'old-node-silent' }.verdict", equalTo("FAIL"));
            refused(post("/deployments/" + site.d + "/switchovers", asked), 409, "gates-refuse")
                    .body("gates.id", equalTo(List.of("old-node-silent")))
                    .body("gates[0].measured", containsString("telephony is ACTIVE"));
            site.a.powerOff();
            site.waits(site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\""));
            assertThat(site.b.state("telephony")).isEqualTo("active");
        }
    }

    @Test
    void aMainThatAnswersAndHasNoFenceIsStoppedOrderByOrder() throws Exception {
        try (var site = new Site().pair()) {
            site.a.without.add("fence");
            site.a.become("telephony", "inactive");
            var run = site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\"");
            site.ended(run, "SUCCEEDED");
            assertThat(site.a.asked()).containsSubsequence("fence", "stop-telephony", "stop-management", "fence-data");
            assertThat(site.b.when("promote-data")).isGreaterThan(site.a.when("fence-data"));
            site.shows("Inactive", "Active");
        }
    }

    @Test
    void oneThatDoesNotStopEitherSaysWhatCameOfEachAndIsTriedAgain() throws Exception {
        try (var site = new Site().pair()) {
            site.a.without.add("fence");
            site.a.without.add("fence-data");
            site.a.become("telephony", "inactive");
            var run = site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\"");
            site.waits(run);
            get(site.operation(run))
                    .body(
                            "steps.find { it.id == 'fence-a' }.detail",
                            containsString("instead stop-management: SUCCEEDED"),
                            "steps.find { it.id == 'fence-a' }.detail",
                            containsString("instead fence-data: REJECTED"));
            assertThat(site.b.state("data")).isEqualTo("inactive");
            site.a.without.remove("fence-data");
            post(site.operation(run) + "/retry", "").statusCode(204);
            site.ended(run, "SUCCEEDED");
        }
    }

    @Test
    void oneThatHangsAtEachHasNotTheTimeOfEach() throws Exception {
        var stops = List.of("stop-telephony", "stop-management", "fence-data");
        var limits = stops.stream().map(each -> ", \"" + each + "\": \"PT2S\"").collect(joining());
        try (var site = new Site().pairWhereMainHas("\"fence\": \"PT2S\"" + limits)) {
            site.a.without.add("fence");
            site.a.become("telephony", "inactive");
            Eventually.holds(() -> get("/deployments/" + site.d) // before the watch has it stop what it said before
                    .body("nodes[0].groups.find { it.group == 'telephony' }.reported.state", equalTo("INACTIVE")));
            var go = new CountDownLatch(1);
            stops.forEach(each -> site.a.hanging.put(each, go));
            var run = site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\"");
            Eventually.holds(
                    () -> assertThat(get(site.operation(run)).<String>path("steps.find { it.id == 'fence-a' }.detail"))
                            .contains("instead stop-telephony: IN_DOUBT")
                            .contains("instead stop-management: not given")
                            .contains("instead fence-data: not given")
                            .contains("the orders to stop have 2 s together", "Retry", "cut it off"));
            assertThat(site.b.state("data")).isEqualTo("inactive");
            site.a.hanging.clear();
            go.countDown();
            post(site.operation(run) + "/retry", "").statusCode(204);
            site.ended(run, "SUCCEEDED");
        }
    }

    @Test
    void anEmergencyTakesOverFromAStopOfMainThatIsStuck() throws Exception {
        try (var site = new Site().pair()) {
            site.a.lies.add("stop-telephony");
            int stop = post("/deployments/" + site.d + "/nodes/a/stop-services", "{\"mode\": \"force\"}")
                    .statusCode(202)
                    .path("run");
            site.waits(stop);
            site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\"");
            Eventually.holds(() -> assertThat(site.b.state("telephony")).isEqualTo("active"));
        }
    }
}
