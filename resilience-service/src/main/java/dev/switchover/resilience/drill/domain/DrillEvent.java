package dev.switchover.resilience.drill.domain;

import dev.switchover.eventstore.StoredAs;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can have happened to a reminder: its time came. */
public sealed interface DrillEvent {

    DrillReminderId reminderId();

    String deployment();

    /**
     * Nobody has practised since.
     *
     * @param held whether a drill ended then; else the deployment was defined
     * @param every after what time one is due; events of before do not tell
     */
    @StoredAs("drill.called-for")
    record DrillCalledFor(
            DrillReminderId reminderId,
            String deployment,
            Instant since,
            boolean held,
            @Nullable Duration every) implements DrillEvent {}
}
