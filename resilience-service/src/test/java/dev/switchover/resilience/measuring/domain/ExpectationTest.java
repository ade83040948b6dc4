package dev.switchover.resilience.measuring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.measuring.domain.Expectation.Loss;
import dev.switchover.resilience.measuring.domain.Expectation.Occasion;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    private static final String HANDS = "skilled hands with plain tools, baseline";
    private static final String CALLS = "calls, of ten a second";

    private static final Occasion PLANNED = new Occasion(false, false, false, true, false);
    private static final Occasion EMERGENCY_ON_PLAIN_NODES = new Occasion(false, true, true, true, false);
    private static final Occasion EMERGENCY_BACK = new Occasion(true, true, false, true, false);

    @Test
    void beforeTheFirstOwnRunTheBaselineSpeaks() {
        assertThat(Expectation.of("management", PLANNED, List.of()))
                .isEqualTo(new Expectation("management", Duration.ofSeconds(2), null, HANDS));
        assertThat(Expectation.of("telephony", PLANNED, List.of()))
                .isEqualTo(new Expectation("telephony", Duration.ZERO, new Loss(0, CALLS), HANDS));
        assertThat(Expectation.of("data", PLANNED, List.of()).loss()).isEqualTo(new Loss(0, "acknowledged rows"));
    }

    @Test
    void plainNodesStopFirstAndLoseCalls() {
        var data = new Occasion(false, false, true, true, false);
        var none = new Occasion(false, false, true, false, false);

        assertThat(Expectation.of("services", data, List.of()))
                .isEqualTo(new Expectation("services", Duration.ofSeconds(6), new Loss(41, CALLS), HANDS));
        assertThat(Expectation.of("services", none, List.of()).loss()).isEqualTo(new Loss(1, CALLS));
    }

    /** Hands were quicker than in the default order only while both nodes wrote. */
    @Test
    void settingsAreAwayAsLongInTheDocumentsOrderForItsDataWaitsToo() {
        var document = new Occasion(false, false, false, true, true);

        for (var thing : List.of("management", Probe.EDGE)) {
            assertThat(Expectation.of(thing, document, List.of()).gap())
                    .as(thing)
                    .isEqualTo(Expectation.of(thing, PLANNED, List.of()).gap());
        }
        assertThat(Expectation.of("telephony", document, List.of()).loss()).isEqualTo(new Loss(1, CALLS));
        assertThat(Expectation.of("data", document, List.of()).loss()).isNull();
    }

    /** One odd run would decide. */
    @Test
    void soItDoesWhereOwnRunsAreFewerThanThree() {
        assertThat(Expectation.of("management", PLANNED, took("management", 900, 300)))
                .isEqualTo(new Expectation("management", Duration.ofSeconds(2), null, HANDS));
        assertThat(Expectation.of("management", EMERGENCY_BACK, took("management", 900)))
                .isEqualTo(
                        new Expectation("management", null, null, "UNKNOWN: 1 of the 3 own runs that make a median"));
    }

    @Test
    void thenTheMedianOfOwnRuns() {
        assertThat(Expectation.of("management", PLANNED, took("management", 900, 300, 500)))
                .isEqualTo(new Expectation(
                        "management", Duration.ofMillis(500), new Loss(5, "probes"), "median of 3 own runs"));
    }

    @Test
    void whatNobodyMeasuredIsUnknownAndNotNothing() {
        assertThat(Expectation.of("telephony", EMERGENCY_ON_PLAIN_NODES, List.of())
                        .gap())
                .isNull();
        assertThat(Expectation.of("services", EMERGENCY_ON_PLAIN_NODES, List.of())
                        .gap())
                .isEqualTo(Duration.ofMillis(13_500));
        assertThat(Expectation.of("management", EMERGENCY_BACK, List.of()))
                .isEqualTo(new Expectation("management", null, null, "UNKNOWN: nobody has measured it yet"));
    }

    @Test
    void runsAtWhichNobodyLookedAreNone() {
        var blind = new Figures("management", 0, 0, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(7), false, null);

        assertThat(Expectation.of("management", PLANNED, List.of(blind)).source())
                .isEqualTo(HANDS);
    }

    private static List<Figures> took(String thing, Integer... millis) {
        return Stream.of(millis)
                .map(gap -> new Figures(
                        thing, 50, gap / 100, Duration.ofMillis(gap), Duration.ZERO, Duration.ZERO, false, null))
                .toList();
    }
}
