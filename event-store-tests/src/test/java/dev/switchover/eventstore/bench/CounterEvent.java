package dev.switchover.eventstore.bench;

import dev.switchover.eventstore.StoredAs;

/** The events that are measured: some 200 bytes each. */
sealed interface CounterEvent {

    String counterId();

    @StoredAs("counter.opened")
    record Opened(String counterId) implements CounterEvent {}

    /** Says which command it came from, and when that was sent. */
    @StoredAs("counter.numbered")
    record Numbered(String counterId, long number, long sentMicros) implements CounterEvent {}

    @StoredAs("counter.counted")
    record Counted(String counterId, long by, String text) implements CounterEvent {}
}
