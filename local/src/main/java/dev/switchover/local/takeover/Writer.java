package dev.switchover.local.takeover;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Somebody who changes settings through the Edge all the time and remembers what was acknowledged. */
final class Writer implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final long PAUSE = 40_000_000;

    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final String edge;
    private final Thread thread;
    private volatile boolean done;

    private Writer(String edge) {
        this.edge = edge;
        this.thread = Thread.ofVirtual().name("writer").start(this::write);
    }

    static Writer through(String edge) {
        return new Writer(edge);
    }

    int count() {
        return acknowledged.size();
    }

    private void write() {
        while (!done) {
            var row = "setting-" + NUMBERS.incrementAndGet();
            if (Web.post(edge + "/rows", row + "\n")) {
                acknowledged.add(row);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Ends the writing; what was acknowledged and the node does not have. */
    List<String> lost(String node) {
        close();
        var rows = Web.text(node + "/rows").lines().toList();
        return acknowledged.stream().filter(row -> !rows.contains(row)).toList();
    }

    @Override
    public void close() {
        done = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
