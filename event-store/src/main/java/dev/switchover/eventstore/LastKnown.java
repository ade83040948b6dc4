package dev.switchover.eventstore;

/** Up to where somebody remembers an aggregate: the last event's sequence and id. */
record LastKnown(long sequence, String eventId) {}
