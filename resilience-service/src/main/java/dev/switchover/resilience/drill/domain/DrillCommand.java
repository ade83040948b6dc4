package dev.switchover.resilience.drill.domain;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one can ask of a reminder. */
public sealed interface DrillCommand {

    DrillReminderId reminderId();

    /**
     * The time has come, and no drill has been held meanwhile.
     *
     * @param since from when the time counts
     * @param held whether a drill ended then; else the deployment was defined
     */
    record CallForDrill(
            @TargetAggregateIdentifier DrillReminderId reminderId, String deployment, Instant since, boolean held)
            implements DrillCommand {}
}
