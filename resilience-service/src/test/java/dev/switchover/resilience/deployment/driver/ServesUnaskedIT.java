package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Nodes that serve what is not theirs: two may be writing, so they are stopped, but on a person's word they go on. */
@QuarkusTest
class ServesUnaskedIT {

    private static final long EPOCH_OF_THE_OWNER = 3;

    private static Site goneOver() throws Exception {
        var site = new Site().pair();
        site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
        return site;
    }

    private static void isStopped(Site site, HttpNode node, String group) {
        Eventually.holds(() -> assertThat(node.state(group)).isEqualTo("inactive"));
        Eventually.holds(() -> get("/deployments/" + site.d + "/obligations")
                .body("what", hasItem(startsWith(node.id + " serves " + group + ", which")))
                .body("evidence", hasItem(startsWith("the node says"))));
        Eventually.holds(() -> assertThat(site.owed()).isEmpty());
    }

    @Test
    void oneThatWasStartedByHandAtTheEpochOfItsLastOrderIsStopped() throws Exception {
        try (var site = goneOver()) {
            site.a.become("telephony", "active");
            isStopped(site, site.a, "telephony");
            assertThat(site.b.state("telephony")).isEqualTo("active");
        }
    }

    @Test
    void oneThatServesOnThoughItHasLearntTheEpochOfTheOwnerIsStopped() throws Exception {
        try (var site = goneOver()) {
            assertThat(epochAtB(site)).isEqualTo(EPOCH_OF_THE_OWNER);
            site.a.learn("data", EPOCH_OF_THE_OWNER);
            site.a.become("data", "active");
            isStopped(site, site.a, "data");
            assertThat(site.b.state("data")).isEqualTo("active");
        }
    }

    @Test
    void oneThatServesWhileNobodyOwnsItIsStoppedAndItsRowsAreAskedFor() throws Exception {
        try (var site = new Site().pair()) {
            var button = "/deployments/" + site.d + "/nodes/a/";
            int run = post(button + "stop-services", "{\"mode\": \"force\"}").path("run");
            site.ended(run, "SUCCEEDED");
            Eventually.staysTrue(
                    Site.SEVERAL_LOOKS, () -> assertThat(site.owed()).isEmpty());

            site.b.position = 6000;
            site.b.become("data", "active");
            isStopped(site, site.b, "data");

            refused(post(button + "start-services", "{}"), 409, "gates-refuse");
            post(button + "start-services?dryRun=true", "{}")
                    .statusCode(200)
                    .body("gates.find { it.id == 'replication-in-sync' }.verdict", equalTo("UNKNOWN"))
                    .body(
                            "gates.find { it.id == 'replication-in-sync' }.measured",
                            startsWith("nobody knows whose data are the newest"));
            run = post(button + "start-services", """
                            {"attestations": [{"gate": "replication-in-sync", "evidence": "b had no rows of its own"}]}
                            """).statusCode(202).path("run");
            site.ended(run, "SUCCEEDED");
        }
    }

    /** Cut off, as the refusal of the proof says, and then with power again. */
    @Test
    void oneThatWasProvenToBeStoppedIsToldOfWhenItServesAgain() throws Exception {
        try (var site = new Site().pair()) {
            int run = post("/deployments/" + site.d + "/nodes/a/stop-services", "{\"mode\": \"force\"}")
                    .path("run");
            site.ended(run, "SUCCEEDED");
            site.b.failures.put("fence-data", Integer.MAX_VALUE);
            site.b.become("data", "active");
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("stop-b"));
            site.b.powerOff();
            post("/deployments/" + site.d + "/obligations/stop-b/proof", "{\"evidence\": \"its power is off\"}")
                    .statusCode(204);
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
            site.b.become("data", "active");
            site.b.powerOn();
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("stop-b"));
        }
    }

    /** Its order waits for the last rows; when they have come, the other serves again and obeys nobody. */
    @Test
    void besideOneThatServesAgainNobodyIsStartedThoughItsDataHaveCome() throws Exception {
        try (var site = new Site().pair()) {
            site.b.position = site.a.position - 100;
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> get(site.operation(run))
                    .body("steps.findAll { it.outcome == null }[0].id", equalTo("promote-data-b")));
            site.a.failures.put("fence-data", Integer.MAX_VALUE);
            site.a.become("data", "active");
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("stop-a"));

            site.b.position = site.a.position;
            site.waits(run);
            get(site.operation(run))
                    .body(
                            "steps.find { it.id == 'promote-data-b' }.detail",
                            containsString("old-node-fenced: nothing proves that data is stopped on a"));
            assertThat(site.b.asked()).doesNotContain("promote-data");

            site.a.failures.clear();
            Eventually.holds(() -> {
                post(site.operation(run) + "/retry", ""); // refused until a has said that it obeyed
                get(site.operation(run)).body("outcome", equalTo("SUCCEEDED"));
            });
            assertThat(site.owed()).isEmpty();
        }
    }

    @Test
    void mainThatReturnsWhileTheEmergencyWaitsForItsFenceIsToldOf() throws Exception {
        try (var site = new Site().pair()) {
            site.a.powerOff();
            site.waits(site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\""));
            assertThat(site.owed()).isEmpty();
            site.a.failures.put("stop-telephony", Integer.MAX_VALUE);
            site.a.become("telephony", "active");
            site.a.powerOn();
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("stop-a"));
        }
    }

    @Test
    void soIsOneThatWasToDrainAndDied() throws Exception {
        try (var site = new Site().pair()) {
            site.a.failures.put("drain-telephony", Integer.MAX_VALUE);
            site.waits(site.switchover("FAILOVER", ""));
            assertThat(site.a.state("telephony")).isEqualTo("active");
            site.a.powerOff();
            site.waits(site.switchover("FAILOVER", ", \"kind\": \"EMERGENCY\""));
            assertThat(site.owed()).isEmpty();
            site.a.failures.put("stop-telephony", Integer.MAX_VALUE);
            site.a.become("telephony", "active");
            site.a.powerOn();
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("stop-a"));
        }
    }

    @Test
    void oneThatWasToDrainIsOwedAnewWhereItServesOnAfterTheProof() throws Exception {
        try (var site = new Site().calls()) {
            site.a.failures.put("drain-telephony", Integer.MAX_VALUE);
            int run = post("/deployments/" + site.d + "/nodes/b/start-services", "{}")
                    .path("run");
            site.ended(run, "INCOMPLETE");
            site.a.powerOff();
            post("/deployments/" + site.d + "/obligations/stop-a/proof", "{\"evidence\": \"network cut\"}")
                    .statusCode(204);
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
            site.a.become("telephony", "active");
            site.a.powerOn();
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("stop-a"));
        }
    }

    @Test
    void noProofIsTakenThatItIsStoppedWhileItSaysThatItServes() throws Exception {
        try (var site = goneOver()) {
            site.a.startOnTheWordOf("olga", "telephony");
            Eventually.holds(() -> assertThat(site.owed()).contains("stop-a"));
            var proof = "/deployments/" + site.d + "/obligations/stop-a/proof";

            refused(post(proof, "{\"evidence\": \"disks removed\"}"), 409, "node-answers")
                    .body("detail", containsString("telephony ACTIVE"))
                    .body("remedy", containsString("Stop services on a"));
            assertThat(site.owed()).contains("stop-a");

            site.a.cutOff();
            post(proof, "{\"evidence\": \"disks removed\"}").statusCode(204);
            Eventually.holds(() -> assertThat(site.owed()).doesNotContain("stop-a"));
        }
    }

    private static int epochAtB(Site site) {
        return get("/deployments/" + site.d).path("nodes[1].groups[0].epoch");
    }

    @Test
    void onAPersonsWordItGoesOnAndBothAreOwed() throws Exception {
        try (var site = goneOver()) {
            site.a.startOnTheWordOf("olga", "telephony");
            Eventually.holds(() -> assertThat(site.owed()).containsExactlyInAnyOrder("attested-a-telephony", "stop-a"));
            Eventually.staysTrue(Site.SEVERAL_LOOKS, () -> assertThat(site.a.state("telephony"))
                    .isEqualTo("active"));
        }
    }

    @Test
    void aStandbyThatNobodyHasOrderedAnythingIsStoppedOnlyBesideAnOwnerThatServes() throws Exception {
        try (var site = new Site().pair()) {
            site.b.become("telephony", "active");
            isStopped(site, site.b, "telephony");
        }
        try (var site = new Site().pair()) {
            for (var group : List.of("data", "management", "telephony")) {
                site.a.become(group, "inactive");
            }
            Eventually.holds(() -> assertThat(site.status().getFirst()).isEqualTo("Degraded"));
            site.b.become("telephony", "active"); // it has always been so: the definition was wrong
            Eventually.staysTrue(Site.SEVERAL_LOOKS, () -> assertThat(site.b.state("telephony"))
                    .isEqualTo("active"));
            assertThat(site.owed()).containsExactly("stop-b");
        }
    }

    @Test
    void oneThatWasToldToStartIsLeftToIt() throws Exception {
        try (var site = new Site().pair()) {
            var arrives = new CountDownLatch(1);
            site.b.held.put("start-telephony", arrives);
            var run = site.switchover("FAILOVER", "");
            site.b.become("telephony", "active");
            Eventually.staysTrue(Site.SEVERAL_LOOKS, () -> assertThat(site.b.state("telephony"))
                    .isEqualTo("active"));
            arrives.countDown();
            site.ended(run, "SUCCEEDED");
            assertThat(site.b.asked()).doesNotContain("stop-telephony");
        }
    }
}
