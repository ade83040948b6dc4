package dev.switchover.resilience.measuring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.measuring.domain.Expectation.Occasion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    private static final Occasion PLANNED = new Occasion(false, false, false, false);
    private static final Occasion EMERGENCY_ON_PLAIN_NODES = new Occasion(false, true, true, false);

    @Test
    void beforeTheFirstOwnRunTheBaselineSpeaks() {
        var expected = Expectation.of("management", PLANNED, List.of());

        assertThat(expected.gap()).isEqualTo(Duration.ofSeconds(2));
        assertThat(expected.source()).contains("baseline");
    }

    @Test
    void thenTheMedianOfOwnRuns() {
        var own = List.of(Duration.ofMillis(900), Duration.ofMillis(300), Duration.ofMillis(500));

        assertThat(Expectation.of("management", PLANNED, own))
                .isEqualTo(new Expectation("management", Duration.ofMillis(500), "median of 3 own runs"));
    }

    @Test
    void whatNobodyMeasuredIsUnknownAndNotNothing() {
        assertThat(Expectation.of("telephony", EMERGENCY_ON_PLAIN_NODES, List.of())
                        .gap())
                .isNull();
        assertThat(Expectation.of("services", EMERGENCY_ON_PLAIN_NODES, List.of())
                        .gap())
                .isEqualTo(Duration.ofMillis(13_500));
    }
}
