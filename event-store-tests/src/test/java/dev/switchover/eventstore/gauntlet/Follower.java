package dev.switchover.eventstore.gauntlet;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Reads the log from its beginning while it is written, and remembers what it was given, when, and at which position. */
final class Follower implements AutoCloseable {

    /** Where events come from: each call gives what is new, waiting a little for it. */
    interface Source {
        List<? extends TrackedEventMessage<?>> next() throws InterruptedException;
    }

    record Delivered(long position, String event, String aggregate, long sequence) {}

    private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
    private final Map<String, Long> times = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopped;

    Follower(Source source) {
        thread = Thread.ofPlatform().name("follower").daemon().start(() -> follow(source));
    }

    List<Delivered> delivered() {
        return List.copyOf(delivered);
    }

    boolean has(String event) {
        return times.containsKey(event);
    }

    /** When an event came, by this process's own clock. */
    long timeOf(String event) {
        return times.getOrDefault(event, Long.MAX_VALUE);
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Source source) {
        try {
            while (!stopped) {
                source.next().forEach(this::remember);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remember(TrackedEventMessage<?> event) {
        long position = event.trackingToken().position().orElse(-1);
        var inStream = (DomainEventMessage<?>) event;
        delivered.add(new Delivered(
                position, event.getIdentifier(), inStream.getAggregateIdentifier(), inStream.getSequenceNumber()));
        times.putIfAbsent(event.getIdentifier(), System.nanoTime());
    }
}
