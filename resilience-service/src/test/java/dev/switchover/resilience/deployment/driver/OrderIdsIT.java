package dev.switchover.resilience.deployment.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A node may say how an order ended instead of carrying it out again: each order has an id of its own. */
@QuarkusTest
class OrderIdsIT {

    private static final String STOP = "stop-services";

    private static Site goneOver() throws Exception {
        var site = new Site().contactCentre("PT20S");
        site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
        assertThat(site.ccA.state("services")).isEqualTo("inactive");
        return site;
    }

    @Test
    void whatIsOrderedOnceMoreIsAnotherOrder() throws Exception {
        try (var site = goneOver()) {
            site.ccA.become("services", "active");
            Eventually.holds(() -> assertThat(site.ccA.state("services")).isEqualTo("inactive"));
            assertThat(site.ccA.ids(STOP)).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatFailedIsAnotherOrderWhenItIsTriedAgain() throws Exception {
        try (var site = goneOver()) {
            site.ccA.failures.put(STOP, 2);
            site.ccA.become("services", "active");
            Eventually.holds(() -> assertThat(site.ccA.state("services")).isEqualTo("inactive"));
            assertThat(site.ccA.ids(STOP)).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatNobodyKnowsTheEndOfIsTheSameOrderWhenItIsRepeated() throws Exception {
        try (var site = goneOver()) {
            var before = site.ccA.ids(STOP).size();
            site.ccA.broken.add(STOP);
            site.ccA.become("services", "active");
            Eventually.holds(() -> assertThat(site.ccA.ids(STOP)).hasSizeGreaterThan(before + 2));
            assertThat(site.ccA.ids(STOP).stream().skip(before))
                    .containsOnly(site.ccA.ids(STOP).getLast());
            site.ccA.broken.clear();
            Eventually.holds(() -> assertThat(site.ccA.state("services")).isEqualTo("inactive"));
        }
    }
}
