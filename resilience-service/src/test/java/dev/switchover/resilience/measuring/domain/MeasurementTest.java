package dev.switchover.resilience.measuring.domain;

import dev.switchover.resilience.measuring.domain.MeasurementCommand.RecordMeasurement;
import dev.switchover.resilience.measuring.domain.MeasurementEvent.SwitchoverMeasured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static final MeasurementId ID = MeasurementId.of("north", 3);
    private static final Instant UNTIL = Instant.parse("2026-01-01T10:00:00Z");
    private static final List<Figures> FIGURES =
            List.of(new Figures("edge", 20, 1, Duration.ofMillis(200), Duration.ZERO, Duration.ZERO, false, null));
    private static final SwitchoverMeasured MEASURED = new SwitchoverMeasured(ID, "north", 3, UNTIL, FIGURES);

    private final AggregateTestFixture<Measurement> measurement = new AggregateTestFixture<>(Measurement.class);

    @Test
    void itIsRecorded() {
        measurement
                .givenNoPriorActivity()
                .when(new RecordMeasurement(ID, "north", 3, UNTIL, FIGURES))
                .expectEvents(MEASURED);
    }

    @Test
    void theFirstOneStands() {
        measurement
                .given(MEASURED)
                .when(new RecordMeasurement(ID, "north", 3, UNTIL.plusSeconds(9), List.of()))
                .expectNoEvents();
    }
}
