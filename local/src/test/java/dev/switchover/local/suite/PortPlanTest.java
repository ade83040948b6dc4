package dev.switchover.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.embedded.StartFailure;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    @Test
    void theBaseMovesThemAll() {
        var ports = PortPlan.from(9000);

        assertThat(ports.of("insight")).isEqualTo(9000);
        assertThat(ports.of("migration")).isEqualTo(9001);
        assertThat(ports.of("resilience")).isEqualTo(9002);
        assertThat(ports.of("notification")).isEqualTo(9003);
        assertThat(ports.of(PortPlan.ROLE_AGENT)).isEqualTo(9012);
        assertThat(ports.of(PortPlan.ROLES)).isEqualTo(9362);
        assertThat(ports.ports().values()).doesNotHaveDuplicates().allMatch(port -> port >= 9000);
    }

    @Test
    void freePortsAreAllDifferent() {
        assertThat(PortPlan.free().ports().values()).doesNotHaveDuplicates();
    }

    @Test
    void aBaseOutsideTheRangeIsRefused() {
        assertThatThrownBy(() -> PortPlan.from(65_535))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("between 1 and");
    }
}
