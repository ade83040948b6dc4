package dev.switchover.kit.sample;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one can ask of a counter. */
public sealed interface CounterCommand {

    record OpenCounter(@TargetAggregateIdentifier CounterId counterId, String label, int limit)
            implements CounterCommand {}

    record Raise(@TargetAggregateIdentifier CounterId counterId, int by) implements CounterCommand {}

    /** Decided on claims, outside the aggregate. */
    record RaiseByLabel(String label, int by) implements CounterCommand {}
}
