package dev.switchover.resilience.drill.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.resilience.drill.domain.DrillCommand.CallForDrill;
import dev.switchover.resilience.drill.domain.DrillEvent.DrillCalledFor;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One reminder of one deployment: given once, however often the deed is carried out. */
@AggregateRoot(type = "DrillReminder")
public class DrillReminder {

    @AggregateIdentifier
    private @Nullable DrillReminderId id;

    /** For Axon, which then replays the events. */
    public DrillReminder() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public void decide(CallForDrill command) {
        if (id == null) {
            apply(new DrillCalledFor(
                    command.reminderId(), command.deployment(), command.since(), command.held(), command.every()));
        }
    }

    @EventSourcingHandler
    void evolve(DrillEvent event) {
        id = event.reminderId();
    }
}
