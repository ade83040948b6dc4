package dev.switchover.resilience.measuring.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.resilience.measuring.domain.MeasurementCommand.RecordMeasurement;
import dev.switchover.resilience.measuring.domain.MeasurementEvent.SwitchoverMeasured;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of one switchover: taken once, then it stands. Its own stream, because it decides nothing that the
 * deployment decides and must not hold that up.
 */
@AggregateRoot(type = "Measurement")
public class Measurement {

    @AggregateIdentifier
    private @Nullable MeasurementId id;

    /** For Axon, which then replays the events. */
    public Measurement() {}

    /** The first one stands: a deed may be carried out twice. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public void decide(RecordMeasurement command) {
        if (id == null) {
            apply(new SwitchoverMeasured(
                    command.measurementId(), command.deployment(), command.run(), command.until(), command.figures()));
        }
    }

    @EventSourcingHandler
    void evolve(MeasurementEvent event) {
        id = event.measurementId();
    }
}
