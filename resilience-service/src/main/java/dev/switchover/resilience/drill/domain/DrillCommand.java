package dev.switchover.resilience.drill.domain;

import java.time.Duration;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a reminder. */
public sealed interface DrillCommand {

    DrillReminderId reminderId();

    /**
     * The time has come, and no drill has been held meanwhile.
     *
     * @param since from when the time counts
     * @param held whether a drill ended then; else the deployment was defined
     * @param every after what time one is due
     */
    record CallForDrill(
            @TargetAggregateIdentifier DrillReminderId reminderId,
            String deployment,
            Instant since,
            boolean held,
            @Nullable Duration every)
            implements DrillCommand {}
}
