package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Media servers at which the new node registers: what they say counts, and each is tried on its own. */
@QuarkusTest
class MediaServersIT {

    private static void at(Site site, String m1, String m2) {
        assertThat(get("/deployments/" + site.d).<List<String>>path("followers.node"))
                .containsExactly(m1, m2);
    }

    @Test
    void oneThatIsDownHoldsNobodyUpAndIsOwedUntilItHasTheNode() throws Exception {
        try (var site = new Site().mediaServers()) {
            site.b.failures.put("register-mds m1", Integer.MAX_VALUE);
            var run = site.switchover("FAILOVER", "");
            site.ended(run, "INCOMPLETE");
            assertThat(site.owed()).containsExactly("mds-m1");
            at(site, "a", "b");
            assertThat(site.b.asked().stream().filter("register-mds m1"::equals))
                    .hasSizeGreaterThan(1);
            site.b.failures.clear();
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
            at(site, "b", "b");
        }
    }

    @Test
    void oneThatStaysDownIsTriedEverLater() throws Exception {
        try (var site = new Site().mediaServers()) {
            site.b.failures.put("register-mds m1", Integer.MAX_VALUE);
            site.ended(site.switchover("FAILOVER", ""), "INCOMPLETE");
            Eventually.holds(
                    () -> assertThat(site.b.pauses("register-mds m1")).last().satisfies(pause -> assertThat(pause)
                            .isGreaterThan(Site.EVERY.multipliedBy(3))));
            site.b.failures.clear();
            Eventually.holds(() -> at(site, "b", "b"));
        }
    }

    @Test
    void whatTheNodeClaimsIsNothingWithoutTheMediaServersWord() throws Exception {
        try (var site = new Site().mediaServers()) {
            site.b.lies.add("register-mds m1");
            site.b.forgetful.add("m2");
            site.ended(site.switchover("FAILOVER", ""), "INCOMPLETE");
            assertThat(site.owed()).containsExactlyInAnyOrder("mds-m1", "mds-m2");
            at(site, "a", "a");
            site.b.lies.clear();
            site.b.forgetful.clear();
            Eventually.holds(() -> at(site, "b", "b"));
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
        }
    }

    @Test
    void oneThatForgetsTheNodeGetsItAgainOrIsOwed() throws Exception {
        try (var site = new Site().mediaServers()) {
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            site.b.forgetful.add("m2");
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("mds-m2"));
            get("/deployments/" + site.d)
                    .body(
                            "obligations.what",
                            hasItem(containsString("registered at m2 as it should be: not registered at epoch")));
            get("/deployments/" + site.d).body("followers.follows", equalTo(List.of(true, false)));
            site.b.forgetful.clear();
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
            get("/deployments/" + site.d).body("followers.follows", equalTo(List.of(true, true)));
        }
    }

    private static long registered(Site site, String mds) {
        return site.b.asked().stream().filter(("register-mds " + mds)::equals).count();
    }

    @Test
    void theNewNodeIsToBeThereAlone() throws Exception {
        try (var site = new Site().mediaServers()) {
            site.b.beside.put("m1", "a");
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED"); // while a ended its calls it might be there
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("mds-m1"));
            Eventually.holds(() -> assertThat(registered(site, "m1")).isGreaterThan(1));
            site.b.clearsBeside = true;
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
            at(site, "b", "b");
        }
    }

    @Test
    void theOldOneThatComesBackThereIsPutOutOrOwed() throws Exception {
        try (var site = new Site().mediaServers()) {
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            var before = registered(site, "m2");
            site.b.clearsBeside = true;
            site.b.beside.put("m2", "a");
            Eventually.holds(() -> assertThat(site.b.beside).isEmpty());
            Eventually.holds(() -> assertThat(registered(site, "m2")).isEqualTo(before + 1));
            site.b.clearsBeside = false;
            site.b.beside.put("m2", "a");
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("mds-m2"));
            get("/deployments/" + site.d)
                    .body("obligations.what", hasItem(containsString("and a is registered there too")))
                    .body("followers.follows", equalTo(List.of(true, false)));
            site.b.beside.clear();
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
        }
    }

    /** Its calls have not ended. */
    @Test
    void whoDrainsMayStillBeThere() throws Exception {
        try (var site = new Site().mediaServers()) {
            site.a.running = 1;
            site.b.beside.put("m1", "a");
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> get(site.operation(run)).body("steps.id", hasItem("stop-telephony-a")));
            assertThat(site.owed()).isEmpty();
            site.b.clearsBeside = true;
            site.a.running = 0;
            site.ended(run, "SUCCEEDED");
            Eventually.holds(() -> assertThat(site.b.beside).isEmpty());
        }
    }
}
