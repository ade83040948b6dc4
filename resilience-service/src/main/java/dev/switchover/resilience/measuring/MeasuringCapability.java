package dev.switchover.resilience.measuring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.resilience.measuring.domain.Measurement;
import dev.switchover.resilience.measuring.domain.MeasurementEvent;
import dev.switchover.resilience.measuring.policy.MeasureWhenStarted;
import dev.switchover.resilience.measuring.view.MeasurementProjection;
import dev.switchover.resilience.measuring.view.MeasurementTable;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs to measure switchovers. */
@Singleton
class MeasuringCapability implements Capability {

    private final MeasureWhenStarted measure;
    private final Jdbi database;
    private final ObjectMapper json;

    MeasuringCapability(MeasureWhenStarted measure, Jdbi database, ObjectMapper json) {
        this.measure = measure;
        this.database = database;
        this.json = json;
    }

    @Override
    public EventNames events() {
        return EventNames.of(MeasurementEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Measurement.class)
                .view(
                        MeasurementProjection.GROUP,
                        tables -> new MeasurementProjection(new MeasurementTable(database, json, tables)))
                .policy(measure);
    }
}
