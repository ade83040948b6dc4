package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
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
                    .body("obligations.what", hasItem("b is no longer registered at m2: register-mds"));
            get("/deployments/" + site.d).body("followers.follows", equalTo(List.of(true, false)));
            site.b.forgetful.clear();
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
            get("/deployments/" + site.d).body("followers.follows", equalTo(List.of(true, true)));
        }
    }
}
