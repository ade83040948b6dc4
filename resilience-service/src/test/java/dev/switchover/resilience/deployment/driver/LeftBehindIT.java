package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Main was left while nobody knew where its data ended, and the Standby has the newest: nobody goes round that. */
@QuarkusTest
class LeftBehindIT {

    private static final String OWN = "a may have data of its own that b never got";
    private static final String BACK = "{\"direction\": \"FAILBACK\", \"kind\": \"EMERGENCY\"}";

    /** Main is back, and has stopped. */
    private static Site takenOver(Site site) {
        site.a.powerOff();
        var run = site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\"");
        site.waits(run);
        attest(site, run, "a");
        site.ended(run, "INCOMPLETE");
        site.a.powerOn();
        site.shows("Inactive", "Active");
        return site;
    }

    private static void attest(Site site, int run, String node) {
        post(
                        "/deployments/" + site.d + "/switchovers/" + run + "/attestations",
                        "{\"gate\": \"old-node-fenced\", \"node\": \"" + node + "\", \"evidence\": \"power is off\"}")
                .statusCode(204);
    }

    private static void stop(Site site) {
        int stop = post("/deployments/" + site.d + "/nodes/b/stop-services", "{\"mode\": \"force\"}")
                .statusCode(202)
                .path("run");
        site.ended(stop, "SUCCEEDED");
    }

    private static String detail(Site site, int run, String step) {
        return get(site.operation(run)).path("steps.findAll { it.id == '" + step + "' }.last().detail");
    }

    /** Calls are back, and the data wait. */
    private static int keptBack(Site site, String direction) {
        var run = site.switchover(direction, ", \"kind\": \"EMERGENCY\"");
        site.waits(run);
        return run;
    }

    @Test
    void norByStoppingTheStandbyAndAnEmergency() throws Exception {
        try (var site = takenOver(new Site().pair())) {
            stop(site);
            post("/deployments/" + site.d + "/switchovers?dryRun=true", BACK)
                    .statusCode(200)
                    .body("gates.find { it.id == 'replication-in-sync' }.measured", startsWith(OWN))
                    .body("gates.find { it.id == 'replication-in-sync' }.overridden", equalTo(true));
            var run = keptBack(site, "FAILBACK");
            assertThat(site.a.state("telephony")).isEqualTo("active");
            assertThat(detail(site, run, "promote-data-a"))
                    .startsWith(OWN)
                    .contains("\"FAILBACK\", \"kind\": \"EMERGENCY\"", "\"resync\": true");
            assertThat(site.a.asked()).doesNotContain("promote-data");
            site.ended(site.switchover("FAILBACK", ", \"kind\": \"EMERGENCY\", \"resync\": true"), "SUCCEEDED");
            assertThat(site.a.when("start-telephony")).isLessThan(site.a.when("resync-data"));
            assertThat(site.a.when("resync-data")).isLessThan(site.a.when("promote-data"));
            site.shows("Active", "Inactive");
        }
    }

    @Test
    void norWhereItIsHalfDeadAndTheStandbyIsBehind() throws Exception {
        try (var site = new Site()) {
            site.b.position = site.a.position - (40 << 20);
            site.a.without.add("fence");
            site.pair("\"promote-data\": \"PT4S\"");
            site.a.become("telephony", "inactive");
            var run = keptBack(site, "FAILOVER");
            assertThat(site.b.state("telephony")).isEqualTo("active");
            assertThat(detail(site, run, "promote-data-b")).contains("has not arrived", "\"resync\": true");
            site.ended(site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\", \"resync\": true"), "SUCCEEDED");
            assertThat(site.b.position).isEqualTo(site.a.position);
        }
    }

    /** Its data will never arrive. */
    @Test
    void unlessItIsGoneByThen() throws Exception {
        try (var site = new Site()) {
            site.b.position = site.a.position - 100;
            site.pair("\"promote-data\": \"PT4S\"");
            var run = site.switchover("FAILOVER", "");
            site.waits(run);
            assertThat(detail(site, run, "promote-data-b"))
                    .contains("has not arrived", "\"FAILOVER\", \"kind\": \"EMERGENCY\"", "cancel");
            site.a.powerOff();
            var next = site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\"");
            site.waits(next);
            attest(site, next, "a");
            site.ended(next, "INCOMPLETE");
            assertThat(detail(site, next, "promote-data-b")).contains("UNKNOWN: what only a has");
            get("/deployments/" + site.d + "/switchovers/" + next + "/report")
                    .body("figures.find { it.predicted.thing == 'data' }.predicted.source", startsWith("UNKNOWN"));
            site.a.powerOn();
            site.shows("Inactive", "Active");
            refused(
                            post("/deployments/" + site.d + "/switchovers", "{\"direction\": \"FAILBACK\"}"),
                            409,
                            "gates-refuse")
                    .body("gates.id", hasItem("replication-in-sync"));
        }
    }

    /** Its hook stops the database, which then tells nothing. */
    @Test
    void norWhereMainDoesNotSayWhereItsDataEnd() throws Exception {
        try (var site = new Site()) {
            site.b.position = site.a.position - 100;
            site.a.tellsWhereItEnded = false;
            site.pair("\"promote-data\": \"PT4S\"");
            var run = site.switchover("FAILOVER", "");
            site.waits(run);
            assertThat(detail(site, run, "promote-data-b"))
                    .contains("has not said", "position=" + site.a.position, "status say", "cancel");
            assertThat(site.b.asked()).doesNotContain("promote-data");
            site.a.tellsWhereItEnded = true;
            post(site.operation(run) + "/retry", "").statusCode(204);
            Eventually.holds(
                    () -> assertThat(detail(site, run, "promote-data-b")).contains("has not arrived"));
            site.b.position = site.a.position;
            post(site.operation(run) + "/retry", "").statusCode(204);
            site.ended(run, "SUCCEEDED");
            site.ended(site.switchover("FAILBACK", ""), "SUCCEEDED");
        }
    }

    @Test
    void butAnEmergencyGoesOnWithoutItAndSaysSo() throws Exception {
        try (var site = new Site()) {
            site.b.position = site.a.position - 100;
            site.a.tellsWhereItEnded = false;
            site.a.without.add("fence");
            site.pair();
            site.a.become("telephony", "inactive");
            var run = site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\"");
            site.ended(run, "SUCCEEDED");
            assertThat(detail(site, run, "promote-data-b")).contains("UNKNOWN: what only a has");
            site.a.tellsWhereItEnded = true;
            site.b.position = site.a.position;
            refused(
                            post("/deployments/" + site.d + "/switchovers", "{\"direction\": \"FAILBACK\"}"),
                            409,
                            "gates-refuse")
                    .body("gates.id", hasItem("replication-in-sync"));
            site.ended(site.switchover("FAILBACK", ", \"resync\": true"), "SUCCEEDED");
        }
    }

    @Test
    void norWhereTheStandbyAnswersAgainBeforeMainIsTold() throws Exception {
        var limits = "\"fence\": \"PT3S\", \"promote-data\": \"PT5S\"";
        try (var site = takenOver(new Site().pairWhereMainHas(limits))) {
            site.b.powerOff();
            post("/deployments/" + site.d + "/switchovers?dryRun=true", BACK)
                    .statusCode(200)
                    .body("predicted.things.find { it.thing == 'data' }.source", startsWith("UNKNOWN: " + OWN));
            site.a.broken.add("promote-data");
            var run = site.switchover("FAILBACK", ", \"kind\": \"EMERGENCY\"");
            site.waits(run);
            attest(site, run, "b");
            Eventually.holds(() -> get(site.operation(run))
                    .body("steps.find { it.id == 'promote-data-a' }.outcome", equalTo("IN_DOUBT")));
            site.a.broken.clear();
            site.b.powerOn();
            post(site.operation(run) + "/retry", "").statusCode(204);
            Eventually.holds(() -> get(site.operation(run))
                    .body("steps.findAll { it.id == 'promote-data-a' }.last().detail", startsWith(OWN))
                    .body(
                            "steps.findAll { it.id == 'promote-data-a' }.last().detail",
                            containsString("\"resync\": true")));
            assertThat(site.a.asked()).doesNotContain("promote-data");
            assertThat(site.a.state("data")).isEqualTo("inactive");
        }
    }

    @Test
    void norByAnotherNameForMain() throws Exception {
        try (var site = takenOver(new Site().pair())) {
            rename(site, "a2");
            rename(site, "a");
            refused(
                            post("/deployments/" + site.d + "/switchovers", "{\"direction\": \"FAILBACK\"}"),
                            409,
                            "gates-refuse")
                    .body("gates.find { it.id == 'replication-in-sync' }.measured", startsWith(OWN));
            stop(site);
            Eventually.holds(() -> post("/deployments/" + site.d + "/nodes/b/start-services?dryRun=true", "{}")
                    .body("gates.find { it.id == 'old-node-fenced' }.measured", equalTo("says inactive")));
        }
    }

    private static void rename(Site site, String name) {
        var definition = new HashMap<>(get("/deployments/" + site.d).<Map<String, Object>>path("definition"));
        var main = new HashMap<>(get("/deployments/" + site.d).<Map<String, Object>>path("definition.main"));
        main.put("id", name);
        definition.put("main", main);
        as(Tokens.admin()).body(definition).put("/deployments/" + site.d).statusCode(204);
    }
}
