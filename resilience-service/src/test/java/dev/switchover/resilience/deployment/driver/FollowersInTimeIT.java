package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.switchover.resilience.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Followers are given up for what was seen of them, not by the clock alone. */
@QuarkusTest
class FollowersInTimeIT {

    /** Twice as long as they are waited for. */
    private static final Duration LONGER = Duration.ofSeconds(4);

    @Test
    void oneAtWhichNobodyCouldLookSinceItsTimeWasOverIsLookedAtFirst() throws Exception {
        try (var site = new Site().contactCentre()) {
            var arrives = new CountDownLatch(1);
            site.ccB.held.put("start-services", arrives);
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> get(site.operation(run)).then().body("steps.id", hasItem("follow-b")));
            Eventually.staysTrue(LONGER, () -> assertThat(site.owed()).isEmpty());
            arrives.countDown();
            site.ended(run, "SUCCEEDED");
        }
    }
}
