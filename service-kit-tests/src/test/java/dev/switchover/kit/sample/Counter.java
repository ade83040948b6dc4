package dev.switchover.kit.sample;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterEvent.CounterFilled;
import dev.switchover.kit.sample.CounterEvent.CounterOpened;
import dev.switchover.kit.sample.CounterEvent.CounterRaised;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

@AggregateRoot(type = "Counter")
public class Counter {

    @AggregateIdentifier
    private CounterId id;

    private int value;
    private int limit;

    Counter() {}

    @CommandHandler
    Counter(OpenCounter command) {
        apply(new CounterOpened(command.counterId(), command.label(), command.limit()));
    }

    @CommandHandler
    int decide(Raise command) {
        if (value + command.by() > limit) {
            apply(new CounterRaised(id, command.by())); // decided too early: nothing of it may remain
            throw Rejection.conflict("counter-full", "%s holds %d of %d.".formatted(id, value, limit));
        }
        apply(new CounterRaised(id, command.by()));
        if (value == limit) {
            apply(new CounterFilled(id));
        }
        return value;
    }

    @EventSourcingHandler
    void evolve(CounterEvent event) {
        switch (event) {
            case CounterOpened(var counterId, var label, var most) -> {
                id = counterId;
                limit = most;
            }
            case CounterRaised(var counterId, var by) -> value += by;
            case CounterFilled filled -> {}
        }
    }
}
