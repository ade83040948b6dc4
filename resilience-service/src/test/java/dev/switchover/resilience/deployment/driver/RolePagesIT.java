package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The nodes' own role pages: active on the owner, inactive on the other, marked again when they were lost. */
@QuarkusTest
class RolePagesIT {

    private static void pages(Site site, @Nullable Boolean a, @Nullable Boolean b) {
        assertThat(Arrays.asList(site.a.page, site.b.page)).containsExactly(a, b);
        assertThat(get("/deployments/" + site.d).<List<Boolean>>path("nodes.rolePage"))
                .containsExactly(a, b);
    }

    @Test
    void theyFollowTheActiveSideAndAreMarkedAgainAfterAReboot() throws Exception {
        try (var site = new Site()) {
            site.a.page = false;
            site.b.page = true; // left over from somebody's try
            site.pair();
            Eventually.holds(() -> pages(site, true, false));
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            Eventually.holds(() -> pages(site, false, true));
            site.b.page = false;
            Eventually.holds(() -> pages(site, false, true));
        }
    }

    @Test
    void oneThatCannotBeMarkedIsMarkedEverLater() throws Exception {
        try (var site = new Site()) {
            site.a.page = false;
            site.a.failures.put("mark-active", Integer.MAX_VALUE);
            site.pair();
            Eventually.holds(() -> assertThat(site.a.pauses("mark-active")).hasSize(2));
            assertThat(site.a.pauses("mark-active"))
                    .satisfiesExactly(first -> assertThat(first).isGreaterThan(Site.EVERY), then -> assertThat(then)
                            .isGreaterThan(Site.EVERY.multipliedBy(2)));
            site.a.failures.remove("mark-active");
            Eventually.holds(() -> assertThat(site.a.page).isTrue());
        }
    }

    @Test
    void whatANodeSaidBeforeItWasMarkedForLongIsNotWhatItDoesNow() throws Exception {
        try (var site = new Site()) {
            site.a.page = true;
            site.b.page = false;
            site.pair();
            var marked = new CountDownLatch(1);
            site.a.held.put("mark-inactive", marked);
            site.a.running = 1;
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> assertThat(site.a.held).isEmpty());
            assertThat(site.a.state("data")).isEqualTo("active");
            site.a.running = 0;
            site.ended(run, "SUCCEEDED");
            marked.countDown();
            Eventually.holds(() -> pages(site, false, true));
            post("/deployments/" + site.d + "/switchovers?dryRun=true", "{\"direction\": \"FAILBACK\"}")
                    .statusCode(200)
                    .body("gates.find { it.id == 'replication-in-sync' }.verdict", equalTo("PASS"));
        }
    }

    @Test
    void aNodeWithoutOneIsLeftAlone() throws Exception {
        try (var site = new Site().pair()) {
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            pages(site, null, null);
            assertThat(site.a.asked()).noneMatch(action -> action.startsWith("mark-"));
            assertThat(site.b.asked()).noneMatch(action -> action.startsWith("mark-"));
        }
    }
}
