package dev.switchover.resilience.measuring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.measuring.domain.Answer.Kind;
import dev.switchover.resilience.measuring.domain.Figures.Seen;
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
                .isEqualTo(new Figures(
                        "telephony",
                        3,
                        0,
                        Duration.ZERO,
                        Duration.ofMillis(100),
                        Duration.ZERO,
                        false,
                        Duration.ofMillis(200)));
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
        assertThat(figures(0, 100).downBefore()).isTrue();
        assertThat(figures(0, 100).seen()).as("it may have been down for hours").isEqualTo(Seen.PARTLY);
    }

    @Test
    void inAnEmergencyWhatTheOldNodeNoLongerServedWasDownBeforeTheFirstLook() {
        look(0, "b");
        look(100, "b");

        assertThat(emergency("a").seen())
                .as("nobody saw how long neither served")
                .isEqualTo(Seen.PARTLY);
        assertThat(emergency("a").gap()).isEqualTo(Duration.ZERO);
        assertThat(figures(0, 100).seen()).as("planned").isEqualTo(Seen.WHOLLY);
    }

    @Test
    void anEmergencyInWhichTheOldNodeStillServesIsSeenFromItsBeginning() {
        look(0, "a");
        look(100, "b");

        assertThat(emergency("a").seen()).isEqualTo(Seen.WHOLLY);
    }

    @Test
    void whoAnswersBehindTheEdgeIsNotKnownSoItsOwnAnswerCounts() {
        samples.add(new Sample(at(0), List.of(new Answer("edge", "pbx.example.net", Kind.SERVES))));
        samples.add(new Sample(at(100), List.of(new Answer("edge", "pbx.example.net", Kind.SERVES))));

        assertThat(evaluation("a").of(List.of("edge")).getFirst().seen()).isEqualTo(Seen.WHOLLY);
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
    void whatWasSeenForLessThanHalfOfAShortTimeIsNotSeenWholly() {
        look(0, "a");
        look(300, "b");

        assertThat(figures(0, 500).seen()).isEqualTo(Seen.WHOLLY);
        assertThat(figures(0, 1700).unknown()).isEqualTo(Duration.ofMillis(1400));
        assertThat(figures(0, 1700).seen()).isEqualTo(Seen.PARTLY);
    }

    @Test
    void whoServesWhereNobodyIsLedSavesNoProbe() {
        look(0, "a");
        samples.add(new Sample(at(100), List.of(answer("a", ""), new Answer("telephony", "b", Kind.UNLED))));
        look(200, "b");

        assertThat(figures(0, 200).lost()).isEqualTo(1);
        assertThat(figures(0, 200).gap()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void butItTakesCallsBesideTheOther() {
        samples.add(new Sample(at(0), List.of(answer("a", "a"), new Answer("telephony", "b", Kind.UNLED))));
        look(100, "a");

        assertThat(figures(0, 100).overlap()).isEqualTo(Duration.ofMillis(100));
        assertThat(figures(0, 100).lost()).isZero();
    }

    @Test
    void thatTwoServeAfterItsEndIsNoPartOfIt() {
        look(0, "ab");
        look(100, "ab");
        look(200, "ab");

        assertThat(figures(0, 150).overlap()).isEqualTo(Duration.ofMillis(150));
        assertThat(figures(50, 150).overlap()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void withoutAnyLookAllIsUnknown() {
        assertThat(figures(0, 7000))
                .isEqualTo(new Figures(
                        "telephony", 0, 0, null, null, Duration.ofSeconds(7), false, Duration.ofSeconds(7)));
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

    private Figures emergency(String lost) {
        return evaluation(lost).of(List.of("telephony")).getFirst();
    }

    private Evaluation evaluation(String lost) {
        return new Evaluation(samples, at(0), at(100), Duration.ofMillis(500), lost);
    }

    private Figures figures(int from, int to) {
        return new Evaluation(samples, at(from), at(to), Duration.ofMillis(500), null)
                .of(List.of("telephony"))
                .getFirst();
    }
}
