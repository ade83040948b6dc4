package dev.switchover.eventstore.bench;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.eventstore.bench.CounterEvent.Counted;
import dev.switchover.eventstore.bench.CounterEvent.Numbered;
import dev.switchover.eventstore.bench.CounterEvent.Opened;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An aggregate whose every command appends one event. */
class Counter {

    static final String TEXT = "x".repeat(150);

    record Open(@TargetAggregateIdentifier String counterId) {}

    record Count(@TargetAggregateIdentifier String counterId, long by) {}

    record Stamped(@TargetAggregateIdentifier String counterId, long number, long sentMicros) {}

    @AggregateIdentifier
    private String counterId;

    private long total;

    Counter() {}

    @CommandHandler
    Counter(Open command) {
        apply(new Opened(command.counterId()));
    }

    @CommandHandler
    long decide(Count command) {
        apply(new Counted(counterId, command.by(), TEXT));
        return total;
    }

    @CommandHandler
    void decide(Stamped command) {
        apply(new Numbered(counterId, command.number(), command.sentMicros()));
    }

    @EventSourcingHandler
    void evolve(CounterEvent event) {
        switch (event) {
            case Opened opened -> counterId = opened.counterId();
            case Numbered numbered -> total++;
            case Counted counted -> total += counted.by();
        }
    }
}
