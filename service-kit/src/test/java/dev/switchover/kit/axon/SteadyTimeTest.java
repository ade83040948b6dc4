package dev.switchover.kit.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private Instant machine = START;
    private long nanos = Long.MAX_VALUE - 1; // it may overflow
    private final SteadyTime time = new SteadyTime(() -> machine, () -> nanos);

    @Test
    void itGoesWithTheMachine() {
        pass(Duration.ofSeconds(10));

        assertThat(time.instant()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void anHourForwardsCutsNoWaitShort() {
        pass(Duration.ofSeconds(10));
        machine = machine.plus(Duration.ofHours(1));
        var stepped = time.instant();

        assertThat(stepped).isBetween(START.plusSeconds(10), START.plusMillis(10_500));
        assertThat(after(Duration.ofSeconds(30))).isEqualTo(stepped.plusMillis(31_500));
    }

    @Test
    void anHourBackwardsDrawsNoWaitOutAndTurnsNothingBack() {
        pass(Duration.ofSeconds(10));
        machine = machine.minus(Duration.ofHours(1));
        var stepped = time.instant();

        assertThat(stepped).isBetween(START.plusMillis(9_500), START.plusSeconds(10));
        assertThat(time.instant()).isEqualTo(stepped);
        assertThat(after(Duration.ofSeconds(30))).isEqualTo(stepped.plusMillis(28_500));
    }

    @Test
    void itComesToTheMachinesTimeInTheEnd() {
        machine = machine.plus(Duration.ofHours(1));
        for (int minute = 0; minute < 21 * 60; minute++) {
            after(Duration.ofMinutes(1));
        }

        assertThat(time.instant()).isEqualTo(machine);
    }

    private Instant after(Duration passed) {
        pass(passed);
        return time.instant();
    }

    private void pass(Duration passed) {
        nanos += passed.toNanos();
        machine = machine.plus(passed);
    }
}
