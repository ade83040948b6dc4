package dev.switchover.resilience.deployment.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.node.domain.ReportedState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeStatusTest {

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, ACTIVE, ACTIVE, ACTIVE",
        "INACTIVE, INACTIVE, INACTIVE, INACTIVE",
        "ACTIVE, INACTIVE, INACTIVE, DEGRADED",
        "INACTIVE, INACTIVE, ACTIVE, DEGRADED",
        "ACTIVE, INACTIVE, DRAINING, DEGRADED",
        "ACTIVE, ACTIVE, DRAINING, DRAINING",
        "INACTIVE, INACTIVE, DRAINING, DRAINING",
        "ACTIVE, DEGRADED, ACTIVE, DEGRADED",
        "ACTIVE, INACTIVE, UNKNOWN, UNKNOWN"
    })
    void aNodeThatServesHalfIsDegraded(NodeStatus data, NodeStatus management, NodeStatus telephony, NodeStatus whole) {
        assertThat(NodeStatus.whole(List.of(data, management, telephony))).isEqualTo(whole);
    }

    @Test
    void whoIsToDrainAndTakesCallsOnIsDegraded() {
        assertThat(NodeStatus.of("DRAINING", ReportedState.ACTIVE, true)).isEqualTo(NodeStatus.DEGRADED);
        assertThat(NodeStatus.of("DRAINING", ReportedState.DRAINING, true)).isEqualTo(NodeStatus.DRAINING);
    }
}
