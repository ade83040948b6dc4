package dev.switchover.resilience.measuring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.domain.Expectation.Loss;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.domain.Figures.Seen;
import dev.switchover.resilience.measuring.view.Report;
import dev.switchover.resilience.measuring.view.Report.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void whatNobodyMeasuredIsCalledUnknown() {
        var page = page(
                true,
                line(new Expectation("edge", Duration.ofSeconds(2), null, "baseline"), figures(20, Duration.ZERO)),
                new Line(new Expectation("telephony", null, new Loss(3, "calls"), "nobody"), null, Seen.NOT));

        assertThat(page)
                .contains(
                        "<td>edge</td><td>2.00 s</td><td>UNKNOWN</td><td>baseline</td><td>0.20 s</td><td>1 of 20</td>")
                .contains("<td>telephony</td><td>UNKNOWN</td><td>3 calls</td><td>nobody</td><td>UNKNOWN</td>")
                .contains("DRILL")
                .contains("<td>stop-a&lt;: Prove it.</td><td>still to be proven</td>")
                .contains("<td>review-7: Review it.</td><td>2026-01-01T10:01:30Z by vera</td>");
    }

    @Test
    void aTimeNobodyLookedAtIsNeverShownAsGood() {
        var expected = new Expectation("edge", null, null, "x");

        assertThat(page(false, line(expected, figures(20, Duration.ofSeconds(21)))))
                .contains("<td>0.20 s at least, UNKNOWN for 21.00 s</td><td>1 of 20</td>");
        assertThat(page(false, line(expected, figures(0, Duration.ofSeconds(21)))))
                .contains("<td>UNKNOWN</td><td>UNKNOWN</td><td>UNKNOWN</td><td>21.00 s</td>");
    }

    @Test
    void whatWasDownAtTheFirstLookIsAtLeastSoLong() {
        var expected = new Expectation("edge", null, null, "x");

        assertThat(page(false, line(expected, figures(20, Duration.ZERO, true))))
                .contains("<td>0.20 s at least, UNKNOWN how long it was down before the first look</td>");
        assertThat(page(false, line(expected, figures(20, Duration.ofSeconds(21), true))))
                .contains("UNKNOWN how long it was down before the first look, and for 21.00 s</td>");
    }

    @Test
    void whatIsNotEvaluatedYetIsNotCalledUnseen() {
        var line = new Line(new Expectation("edge", null, null, "x"), null, Seen.NOT_YET);

        assertThat(page(START.plusSeconds(9), line))
                .contains("<td>being evaluated</td>")
                .doesNotContain("the whole time");
        assertThat(page(null, line)).contains("<td>being measured</td>").doesNotContain("the whole time");
    }

    private static Figures figures(int probes, Duration unknown) {
        return figures(probes, unknown, false);
    }

    private static Figures figures(int probes, Duration unknown, boolean downBefore) {
        return new Figures("edge", probes, 1, Duration.ofMillis(200), Duration.ZERO, unknown, downBefore, null);
    }

    private static Line line(Expectation predicted, Figures measured) {
        return new Line(predicted, measured, measured.seen());
    }

    @Test
    void onlyADrillIsMarkedAsOne() {
        assertThat(page(false)).doesNotContain("DRILL");
    }

    private static String page(boolean drill, Line... lines) {
        return page(drill, null, lines);
    }

    private static String page(@Nullable Instant ended, Line line) {
        return page(false, ended, line);
    }

    private static String page(boolean drill, @Nullable Instant ended, Line... lines) {
        return new ReportPage(new Report(
                        "north",
                        3,
                        drill,
                        "FAILOVER",
                        "PLANNED",
                        "LOSSLESS",
                        START,
                        ended,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(lines),
                        List.of(
                                new Report.Owed("stop-a<", "Prove it.", null, null),
                                new Report.Owed("review-7", "Review it.", START.plusSeconds(90), "vera")),
                        List.of()))
                .html();
    }
}
