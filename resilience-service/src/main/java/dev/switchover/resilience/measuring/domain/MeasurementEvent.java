package dev.switchover.resilience.measuring.domain;

import dev.switchover.eventstore.StoredAs;
import java.time.Instant;
import java.util.List;

/** What can have happened to a measurement: it was taken. */
public sealed interface MeasurementEvent {

    MeasurementId measurementId();

    @StoredAs("switchover.measured")
    record SwitchoverMeasured(
            MeasurementId measurementId, String deployment, int run, Instant until, List<Figures> figures)
            implements MeasurementEvent {

        public SwitchoverMeasured {
            figures = List.copyOf(figures);
        }
    }
}
