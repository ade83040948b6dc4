package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.notNullValue;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A switchover ends when a probe through the Edge reaches the new side, or says what is owed. */
@QuarkusTest
class StuckEdgeIT {

    @Test
    void whatTheEdgeOwesIsNamedWithTheNextStepAndMetWhenTheProbeArrives() throws Exception {
        try (var site = new Site().behindAnEdge()) {
            site.edgeStays = "a";
            var run = site.switchover("FAILOVER", "");
            site.ended(run, "INCOMPLETE");
            get(site.operation(run))
                    .body(
                            "reason",
                            allOf(containsString("edge has not followed to b yet"), containsString(proof(site))));
            get(switchover(site, run))
                    .body("open", contains("edge"))
                    .body("owed.id", contains("edge"))
                    .body("owed.since", contains(notNullValue()))
                    .body("owed.next", contains(containsString(proof(site))));
            site.edgeStays = null;
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
            get(switchover(site, run)).body("open", contains("edge")).body("owed", empty());
            get(site.operation(run)).body("reason", endsWith("all of it is met since."));
        }
    }

    @Test
    void aFailbackWaitsForAnEdgeThatWasNeverSeenToFollow() throws Exception {
        try (var site = new Site().behindAnEdge()) {
            site.edgeStays = "a";
            site.ended(site.switchover("FAILOVER", ""), "INCOMPLETE");
            site.edgeStays = "b"; // it has gone over after all, but nobody has seen it yet
            var back = site.switchover("FAILBACK", "");
            site.ended(back, "INCOMPLETE");
            assertThat(site.owed()).containsExactly("edge");
            get(switchover(site, back)).body("owed.what", contains("edge has not followed to a yet."));
            site.edgeStays = "a";
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
        }
    }

    @Test
    void anEdgeThatStayedWhereItIsIsSeenThereAndTheFailbackSucceeds() throws Exception {
        try (var site = new Site().behindAnEdge()) {
            site.edgeStays = "a";
            site.ended(site.switchover("FAILOVER", ""), "INCOMPLETE");
            site.ended(site.switchover("FAILBACK", ""), "SUCCEEDED");
            assertThat(site.owed()).isEmpty();
        }
    }

    private static String switchover(Site site, int run) {
        return "/deployments/" + site.d + "/switchovers/" + run;
    }

    private static String proof(Site site) {
        return "POST /deployments/" + site.d + "/obligations/edge/proof";
    }
}
