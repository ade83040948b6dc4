package dev.switchover.resilience.measuring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.measuring.domain.Answer.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void whileOneOfTheNodesServesNothingIsLost() {
        look(0, "a");
        look(100, "ab");
        look(200, "b");

        assertThat(figures(0, 200))
                .isEqualTo(new Figures("telephony", 3, 0, Duration.ZERO, Duration.ofMillis(100), Duration.ZERO));
    }

    @Test
    void aGapGoesFromTheLastGoodAnswerToTheNext() {
        look(0, "a");
        look(100, "");
        look(200, "");
        look(300, "b");
        look(400, "");
        look(500, "b");

        assertThat(figures(0, 500).gap()).isEqualTo(Duration.ofMillis(300));
        assertThat(figures(0, 500).lost()).isEqualTo(3);
    }

    @Test
    void aGapThatNobodySawTheEndOfCountsAsFarAsItWasSeen() {
        look(0, "a");
        look(100, "");
        look(200, "");

        assertThat(figures(0, 200).gap()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void whatWasBadFromTheFirstLookOnCountsFromThere() {
        look(0, "");
        look(100, "b");

        assertThat(figures(0, 100).gap()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aTimeInWhichNobodyLookedIsUnknownAndNeitherGoodNorBad() {
        look(0, "a");
        look(100, "");
        look(20_100, "b");
        look(20_200, "b");

        assertThat(figures(0, 20_200).unknown()).isEqualTo(Duration.ofSeconds(20));
        assertThat(figures(0, 20_200).gap()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void soIsTheTimeBeforeTheFirstLookAndAfterTheLast() {
        look(300, "a");
        look(400, "a");

        assertThat(figures(0, 1000).unknown()).isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void withoutAnyLookAllIsUnknown() {
        assertThat(figures(0, 7000)).isEqualTo(new Figures("telephony", 0, 0, null, null, Duration.ofSeconds(7)));
    }

    @Test
    void theOrderInWhichAnswersCameDoesNotMatter() {
        look(200, "b");
        look(0, "a");
        look(100, "");

        assertThat(figures(0, 200).gap()).isEqualTo(Duration.ofMillis(200));
    }

    /** Whoever is named serves; the other refuses. */
    private void look(int millis, String serving) {
        samples.add(new Sample(at(millis), List.of(answer("a", serving), answer("b", serving))));
    }

    private static Answer answer(String node, String serving) {
        return new Answer("telephony", node, serving.contains(node) ? Kind.SERVES : Kind.REFUSES);
    }

    private static Instant at(int millis) {
        return START.plusMillis(millis);
    }

    private Figures figures(int from, int to) {
        return new Evaluation(samples, at(from), at(to), Duration.ofMillis(500))
                .of(List.of("telephony"))
                .getFirst();
    }
}
