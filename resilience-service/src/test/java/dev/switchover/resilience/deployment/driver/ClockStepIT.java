package dev.switchover.resilience.deployment.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.MachineClock;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is set by an hour while a switchover runs. */
@QuarkusTest
class ClockStepIT {

    /** As {@link Site} defines it, less the twentieth that is allowed. */
    private static final Duration DRAIN = Duration.ofMillis(4_700);

    private final MachineClock machine;

    ClockStepIT(MachineClock machine) {
        this.machine = machine;
    }

    @AfterEach
    void setRight() {
        machine.setRight();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void callsInProgressAreWaitedForAsLongAsWasSaid(Duration step) throws Exception {
        try (var site = new Site().pair()) {
            site.a.running = 2;
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> assertThat(site.b.state("management")).isEqualTo("active"));
            machine.step(step);

            site.ended(run, "SUCCEEDED");
            var waited = Duration.ofNanos(site.a.when("stop-telephony") - site.b.when("start-management"));
            assertThat(waited).isBetween(DRAIN, Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void dataThatIsOnItsWayIsWaitedForAndWhatNodesSayIsHeard(Duration step) throws Exception {
        try (var site = new Site().pair()) {
            site.a.position = 6000;
            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> assertThat(site.a.state("data")).isEqualTo("inactive"));
            machine.step(step);
            assertThat(site.b.state("data")).isEqualTo("inactive");
            site.b.position = 6000;

            site.ended(run, "SUCCEEDED");
            site.shows("Inactive", "Active");
        }
    }
}
