package dev.switchover.resilience.measuring.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.switchover.resilience.deployment.view.RunView;
import dev.switchover.resilience.deployment.view.RunView.Done;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.view.Forecast.OfStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Only what is alike and went well predicts anything. */
class PastTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final Forecasts.Kind FAILOVER = new Forecasts.Kind("FAILOVER", "PLANNED", "LOSSLESS");

    @Test
    void aStepTakesTheMedianOfWhatItTookBefore() {
        var past = new Past(List.of(run(1, 900), run(2, 300), run(3, 500)), Map.of());

        assertThat(past.like(FAILOVER).step("start-data-b"))
                .isEqualTo(new OfStep("start-data-b", Duration.ofMillis(500), "median of 3 own runs"));
        assertThat(past.like(FAILOVER).step("fence-a"))
                .isEqualTo(new OfStep("fence-a", null, "UNKNOWN: nobody has measured it yet"));
    }

    @Test
    void ofOneOrTwoNoMedianIsMade() {
        var past = new Past(List.of(run(1, 900), run(2, 300)), Map.of());

        assertThat(past.like(FAILOVER).step("start-data-b"))
                .isEqualTo(new OfStep("start-data-b", null, "UNKNOWN: 2 of the 3 own runs that make a median"));
    }

    @Test
    void otherKindsOfSwitchoversSayNothing() {
        var past = new Past(List.of(run(1, 900)), Map.of());

        assertThat(past.like(new Forecasts.Kind("FAILBACK", "PLANNED", "LOSSLESS"))
                        .runs())
                .isEmpty();
        assertThat(past.like(new Forecasts.Kind("FAILOVER", "EMERGENCY", "LOSSLESS"))
                        .runs())
                .isEmpty();
        assertThat(past.like(new Forecasts.Kind("FAILOVER", "PLANNED", "DOCUMENT"))
                        .runs())
                .isEmpty();
    }

    @Test
    void whereNobodyLookedForLongTheFigureSaysNothing() {
        var good = figures(Duration.ofMillis(200), false);
        var measured = Map.of(
                1, List.of(good),
                2, List.of(figures(Duration.ofSeconds(20), false)),
                3, List.of(figures(Duration.ZERO, true)));

        assertThat(new Past(List.of(run(1, 100), run(2, 100), run(3, 100)), measured).figures("edge"))
                .containsExactly(good);
    }

    private static Figures figures(Duration unknown, boolean downBefore) {
        return new Figures("edge", 90, 1, Duration.ofMillis(200), Duration.ZERO, unknown, downBefore, null);
    }

    private static RunView run(int number, int millis) {
        var step = new Done(
                1,
                "start-data-b",
                "start-data",
                "b",
                "data",
                4,
                false,
                "SUCCEEDED",
                null,
                START,
                START.plusMillis(millis),
                null,
                null,
                null,
                null);
        var failed = new Done(
                2,
                "fence-a",
                "fence",
                "a",
                "data",
                5,
                false,
                "FAILED",
                null,
                START,
                START.plusMillis(1),
                null,
                null,
                null,
                null);
        return new RunView(
                number,
                "run.north." + number,
                "FAILOVER",
                "PLANNED",
                "LOSSLESS",
                false,
                "a",
                "b",
                false,
                "SUCCEEDED",
                null,
                "olga",
                null,
                null,
                START,
                null,
                null,
                START.plusSeconds(9),
                List.of(),
                List.of(),
                List.of(),
                List.of(step, failed),
                JsonNodeFactory.instance.arrayNode());
    }
}
