package dev.switchover.resilience.measuring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.view.Report;
import dev.switchover.resilience.measuring.view.Report.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void whatNobodyMeasuredIsCalledUnknown() {
        var measured = new Figures("edge", 20, 1, Duration.ofMillis(200), Duration.ZERO, Duration.ZERO);
        var page = page(
                true,
                new Line(new Expectation("edge", Duration.ofSeconds(2), "baseline"), measured),
                new Line(new Expectation("telephony", null, "nobody"), null));

        assertThat(page)
                .contains("<td>edge</td><td>2.00 s</td><td>baseline</td><td>0.20 s</td><td>1 of 20</td>")
                .contains("<td>telephony</td><td>UNKNOWN</td><td>nobody</td><td>UNKNOWN</td>")
                .contains("DRILL")
                .contains("stop-a&lt;");
    }

    @Test
    void onlyADrillIsMarkedAsOne() {
        assertThat(page(false)).doesNotContain("DRILL");
    }

    private static String page(boolean drill, Line... lines) {
        return new ReportPage(new Report(
                        "north",
                        3,
                        drill,
                        "FAILOVER",
                        "PLANNED",
                        "LOSSLESS",
                        START,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(lines),
                        List.of("stop-a<"),
                        List.of()))
                .html();
    }
}
