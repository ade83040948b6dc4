package dev.switchover.resilience.measuring.domain;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one can ask of a measurement. */
public sealed interface MeasurementCommand {

    MeasurementId measurementId();

    /**
     * The switchover has ended, or is looked at no more.
     *
     * @param until when the last look was to be taken: what came after is not known
     */
    record RecordMeasurement(
            @TargetAggregateIdentifier MeasurementId measurementId,
            String deployment,
            int run,
            Instant until,
            List<Figures> figures)
            implements MeasurementCommand {

        public RecordMeasurement {
            figures = List.copyOf(figures);
        }
    }
}
