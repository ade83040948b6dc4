package dev.switchover.resilience.measuring.view;

import dev.switchover.resilience.measuring.domain.MeasurementEvent;
import dev.switchover.resilience.measuring.domain.MeasurementEvent.SwitchoverMeasured;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps views.measurement. Safe to replay from the first event. */
@ProcessingGroup(MeasurementProjection.GROUP)
public class MeasurementProjection {

    public static final String GROUP = "measurements";

    private final MeasurementTable table;

    public MeasurementProjection(MeasurementTable table) {
        this.table = table;
    }

    @EventHandler
    void on(MeasurementEvent event) {
        switch (event) {
            case SwitchoverMeasured measured -> table.insert(measured);
        }
    }
}
