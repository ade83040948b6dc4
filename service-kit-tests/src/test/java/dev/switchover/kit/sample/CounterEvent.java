package dev.switchover.kit.sample;

import dev.switchover.eventstore.StoredAs;

/** Everything that can have happened to a counter. */
public sealed interface CounterEvent {

    CounterId counterId();

    @StoredAs("counter.opened")
    record CounterOpened(CounterId counterId, String label, int limit) implements CounterEvent {}

    @StoredAs("counter.raised")
    record CounterRaised(CounterId counterId, int by) implements CounterEvent {}

    @StoredAs("counter.filled")
    record CounterFilled(CounterId counterId) implements CounterEvent {}
}
