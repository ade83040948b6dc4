package dev.switchover.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final List<String> told = new ArrayList<>();
    private final Report report = new Report(told::add);

    @Test
    void whatIsOfTimeSaysHowBusyTheMachineWas() {
        report.expectWithin(LIMIT, "management is away for 2 s at most", Duration.ofSeconds(1), "PT1S");

        assertThat(told)
                .singleElement()
                .asString()
                .matches("  ✓ management .* — PT1S; load of the last minute -?\\d+\\.\\d on \\d+ processors");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void aBusyMachineExcusesNothing() {
        report.expectWithin(LIMIT, "management is away for 2 s at most", LIMIT.plusMillis(1), "PT2.001S");

        assertThat(report.passed()).isFalse();
        assertThat(report.broken()).hasSize(1);
        assertThat(report.wrong()).as("late, and not wrong").isEmpty();
    }
}
