package dev.switchover.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.local.demo.Report;
import dev.switchover.local.takeover.Takeover;
import org.junit.jupiter.api.Test;

/** Document 2 from end to end on stand-in nodes, judged from outside and by the nodes' own records; not by the clock. */
class TakeoverIT {

    @Test
    void everyExpectationHolds() {
        var suite = Running.suite();
        var report = new Report(System.out::println);
        try {
            new Takeover(suite.home(), suite.record(), "it").play(report);
        } finally {
            report.write(suite.home().directory().resolve("demo/takeover.json"));
        }

        assertThat(report.wrong()).as("%s", report.broken()).isEmpty();
    }
}
