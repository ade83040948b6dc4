package dev.switchover.resilience.drill.domain;

import dev.switchover.eventstore.StoredAs;
import java.time.Instant;

/** What can have happened to a reminder: its time came. */
public sealed interface DrillEvent {

    DrillReminderId reminderId();

    String deployment();

    /**
     * Nobody has practised since.
     *
     * @param held whether a drill ended then; else the deployment was defined
     */
    @StoredAs("drill.called-for")
    record DrillCalledFor(DrillReminderId reminderId, String deployment, Instant since, boolean held)
            implements DrillEvent {}
}
