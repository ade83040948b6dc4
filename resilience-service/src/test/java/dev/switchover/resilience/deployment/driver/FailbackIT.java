package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Step;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Back to Main, with what was made on the Standby meanwhile. */
@QuarkusTest
class FailbackIT {

    private static final int WRITTEN = 40 << 20;
    private static final String FAILBACK = "{\"direction\": \"FAILBACK\"}";
    private static final String AHEAD = "a is 280 bytes ahead of b";
    private static final String RESYNC = ", \"resync\": true";

    @Inject
    CarryOutStep worker;

    @Inject
    Clock clock;

    /** Main has not got what was written on the Standby, and the service knows it. */
    private static Site written() throws Exception {
        var site = new Site().pair();
        site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
        site.b.position = site.a.position + WRITTEN;
        Eventually.holds(() -> assertThat(verdicts(site)).contains("FAIL"));
        return site;
    }

    private static List<String> verdicts(Site site) {
        return post("/deployments/" + site.d + "/switchovers?dryRun=true", FAILBACK)
                .path("gates.verdict");
    }

    private static Answer dryRun(Site site, String body) {
        return post("/deployments/" + site.d + "/switchovers?dryRun=true", body).statusCode(200);
    }

    private static void isUntouched(Site site, List<String> asked) {
        assertThat(site.b.asked()).as("nothing has stopped").isEqualTo(asked);
        assertThat(List.of("data", "management", "telephony"))
                .allSatisfy(group -> assertThat(site.b.state(group)).isEqualTo("active"));
    }

    @Test
    void dataThatMainHasNotGotIsFoundBeforeAnythingStops() throws Exception {
        try (var site = written()) {
            var asked = site.b.asked();
            refused(post("/deployments/" + site.d + "/switchovers", FAILBACK), 409, "gates-refuse")
                    .body("gates.id", equalTo(List.of("replication-in-sync")))
                    .body("gates[0].measured", equalTo("a is " + WRITTEN + " bytes behind b"))
                    .body("gates[0].remedy", containsString("resync true"));
            isUntouched(site, asked);
            site.a.position = site.b.position;
            Eventually.holds(() -> assertThat(verdicts(site)).doesNotContain("FAIL"));
            site.ended(site.switchover("FAILBACK", ""), "SUCCEEDED");
            assertThat(site.a.asked()).doesNotContain("resync-data");
        }
    }

    @Test
    void itIsBroughtOverFirstAndTheRunShowsTheReport() throws Exception {
        try (var site = written()) {
            dryRun(site, "{\"direction\": \"FAILBACK\"" + RESYNC + "}")
                    .body("steps[0].id", equalTo("resync-data-a"))
                    .body("gates.id", hasItems("no-other-switchover", "node-answering"));
            var run = site.switchover("FAILBACK", RESYNC);
            site.ended(run, "SUCCEEDED");
            assertThat(site.a.position).isEqualTo(site.b.position);
            assertThat(site.a.when("resync-data")).isLessThan(site.a.when("start-telephony"));
            get(site.operation(run))
                    .body("steps[0].id", equalTo("resync-data-a"))
                    .body("steps[0].detail", equalTo("resync-data"))
                    .body("steps[1].detail", equalTo("the node's own status"))
                    .body("steps[1].exitCode", equalTo(0))
                    .body("steps[1].output", equalTo("start-telephony"))
                    .body("steps[1].answeredIn", startsWith("PT"))
                    .body("steps[1]", not(hasKey("saidBy")));
            site.shows("Active", "Inactive");
        }
    }

    @Test
    void whereItCannotBeBroughtOverNothingStopsAndThereIsAWayBack() throws Exception {
        try (var site = written()) {
            var asked = site.b.asked();
            site.a.failures.put("resync-data", 1);
            var run = site.switchover("FAILBACK", RESYNC);
            site.waits(run);
            isUntouched(site, asked);
            get(site.operation(run))
                    .body("steps[0].detail", startsWith("The node failed."))
                    .body("steps[0].exitCode", equalTo(1));
            post(site.operation(run) + "/cancel", "").statusCode(204);
            site.ended(run, "ABORTED");
            isUntouched(site, asked);
            get("/deployments/" + site.d).body("active", equalTo("b"));
        }
    }

    @Test
    void aNodeThatOnlySaysThatTheDataIsThereIsNotBelieved() throws Exception {
        try (var site = written()) {
            var asked = site.b.asked();
            site.a.lies.add("resync-data");
            var run = site.switchover("FAILBACK", RESYNC);
            site.waits(run);
            isUntouched(site, asked);
            get(site.operation(run))
                    .body(
                            "steps[0].detail",
                            equalTo("The node says it is done. But a is still " + WRITTEN + " bytes behind b."))
                    .body("steps[0].exitCode", equalTo(0));
            site.a.lies.clear();
            post(site.operation(run) + "/retry", "").statusCode(204);
            site.ended(run, "SUCCEEDED");
        }
    }

    @Test
    void dataThatDoesNotArriveIsNotDoneWithout() throws Exception {
        try (var site = new Site().pair("\"promote-data\": \"PT4S\"")) {
            site.b.position = site.a.position - 100; // well within the limit of the gate
            var run = site.switchover("FAILOVER", "");
            site.waits(run);
            get(site.operation(run))
                    .body("steps.find { it.id == 'promote-data-b' }.outcome", equalTo("FAILED"))
                    .body("steps.find { it.id == 'promote-data-b' }.detail", containsString("has not arrived"));
            assertThat(site.b.asked()).doesNotContain("promote-data");
            site.b.position = site.a.position;
            post(site.operation(run) + "/retry", "").statusCode(204);
            site.ended(run, "SUCCEEDED");
        }
    }

    /** Main died with rows that the Standby never got, and is back. */
    @Test
    void aMainThatIsAheadIsNotTakenForOneThatIsInSync() throws Exception {
        try (var site = new Site().pair()) {
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            var asked = site.b.asked();
            site.a.position = site.b.position + 280;
            Eventually.holds(() -> dryRun(site, FAILBACK)
                    .body("gates.find { it.id == 'replication-in-sync' }.verdict", equalTo("FAIL"))
                    .body("gates.find { it.id == 'replication-in-sync' }.measured", startsWith(AHEAD))
                    .body("gates.find { it.id == 'replication-in-sync' }.remedy", containsString("\"resync\": true"))
                    .body("predicted.things.find { it.thing == 'data' }.source", startsWith("UNKNOWN: " + AHEAD))
                    .body("predicted.things.find { it.thing == 'data' }.loss", nullValue()));
            isUntouched(site, asked);
            site.ended(site.switchover("FAILBACK", RESYNC), "SUCCEEDED");
            assertThat(site.a.position).isEqualTo(site.b.position);
        }
    }

    /** The order that stands open, as a worker finds it who comes when the time to wait is over. */
    private StepOrder longAgo(Site site, int run, long position) {
        var limit = Duration.ofSeconds(30);
        var b = new NodeId("b");
        var step = new Step(
                "promote-data-b", NodeAction.PROMOTE_DATA, b, Group.DATA, List.of(), true, limit, Duration.ZERO);
        var began = clock.instant().minus(Duration.ofHours(1));
        return new StepOrder(
                site.d, run, 5, step, 1_000, position, true, false, false, false, began, false, false, null, 0);
    }

    @Test
    void whoHasGoneBeyondWhereTheOldDataEndedIsNotStartedAndThereIsAWayBack() throws Exception {
        try (var site = new Site().pair()) {
            var fence = new CountDownLatch(1);
            site.a.held.put("fence-data", fence);
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> assertThat(site.a.held).isEmpty());
            site.b.position = site.a.position + 280;
            fence.countDown();
            site.waits(run);
            get(site.operation(run))
                    .body("steps.find { it.id == 'promote-data-b' }.outcome", equalTo("FAILED"))
                    .body(
                            "steps.find { it.id == 'promote-data-b' }.detail",
                            startsWith("b is 280 bytes beyond where the data of the other node ended"));
            worker.carryOut(longAgo(site, run, site.a.position), 1);
            assertThat(site.b.asked())
                    .as("nor where nobody looked while it was waited for")
                    .doesNotContain("promote-data");
            post(site.operation(run) + "/cancel", "").statusCode(204);
            site.ended(run, "ABORTED");
            assertThat(List.of("data", "management", "telephony"))
                    .allSatisfy(group -> assertThat(site.a.state(group)).isEqualTo("active"));
        }
    }

    @Test
    void whereOnlyTheOldNodeTellsItsPositionAWordIsEnoughAndNothingStopsWithout() throws Exception {
        try (var site = new Site()) {
            site.b.tellsPosition = false;
            site.pair("\"promote-data\": \"PT5S\"");
            var asked = site.a.asked();
            refused(
                            post("/deployments/" + site.d + "/switchovers", "{\"direction\": \"FAILOVER\"}"),
                            409,
                            "gates-refuse")
                    .body("gates.id", equalTo(List.of("replication-in-sync")));
            assertThat(site.a.asked()).isEqualTo(asked);
            var word = ", \"attestations\": [{\"gate\": \"replication-in-sync\", \"evidence\": \"lag 0\"}]";
            site.ended(site.switchover("FAILOVER", word), "SUCCEEDED");
        }
    }
}
