package dev.switchover.resilience.deployment.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepOrderTest {

    private static final Instant NOW = Instant.parse("2026-11-30T22:00:00Z");

    private static final Step PROMOTE = new Step(
            "promote-data-b",
            NodeAction.PROMOTE_DATA,
            new NodeId("b"),
            Group.DATA,
            List.of(),
            false,
            Duration.ofSeconds(30),
            Duration.ZERO);

    private static final StepOrder FRESH =
            new StepOrder("d", 1, 5, PROMOTE, 7, 1000L, true, false, false, false, NOW, false, false, null, 0);

    @Test
    void whatAnAttemptMayHaveGivenEachDeedThatFollowsMayHaveGiven() {
        assertThat(FRESH.next().until(2000).tried()).isFalse();
        assertThat(FRESH.asTried().next().until(2000).next().tried()).isTrue();
        assertThat(FRESH.asTried().asGiven(null).tried()).isTrue();
    }
}
