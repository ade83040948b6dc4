package dev.switchover.local.suite;

import dev.switchover.local.suite.SuiteRecord.PartRecord;
import dev.switchover.local.suite.SuiteRecord.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A part under supervision: what became of it, and when it is started again. */
final class Watched {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Part part;
    private final Clock clock;
    private volatile State state = State.STARTING;
    private volatile Instant since;
    private volatile Duration pause = FIRST_PAUSE;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile @Nullable Long startUpMillis;
    private volatile @Nullable String trouble;

    Watched(Part part, Clock clock) {
        this.part = part;
        this.clock = clock;
        this.since = clock.instant();
    }

    Part part() {
        return part;
    }

    State state() {
        return state;
    }

    void start() {
        enter(State.STARTING);
        var began = System.nanoTime();
        part.start();
        startUpMillis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        enter(State.RUNNING);
    }

    /** Looks after the part; true if something changed. */
    synchronized boolean look() {
        return switch (state) {
            case RUNNING -> part.isAlive() ? calmDown() : died();
            case RESTARTING -> clock.instant().isAfter(since.plus(pause)) && restart();
            case STARTING, HELD, STOPPED -> false;
        };
    }

    synchronized void hold() {
        part.stop();
        enter(State.HELD);
    }

    synchronized void release() {
        start();
    }

    synchronized void kill() {
        part.kill();
    }

    synchronized void stop() {
        part.stop();
    }

    /** At once, also while it is being started. */
    void close() {
        part.close();
        enter(State.STOPPED);
    }

    private boolean calmDown() {
        if (pause.compareTo(FIRST_PAUSE) > 0 && clock.instant().isAfter(since.plus(STEADY))) {
            pause = FIRST_PAUSE;
        }
        return false;
    }

    private boolean died() {
        trouble = "ended by itself at " + clock.instant();
        enter(State.RESTARTING);
        return true;
    }

    private boolean restart() {
        restarts.incrementAndGet();
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        try {
            start();
        } catch (RuntimeException e) {
            trouble = e.getMessage();
            enter(State.RESTARTING);
        }
        return true;
    }

    private void enter(State next) {
        state = next;
        since = clock.instant();
    }

    PartRecord toRecord() {
        var process =
                part.pid().isPresent() ? ProcessId.of(part.pid().getAsLong()).orElse(null) : null;
        return new PartRecord(
                part.name(), part.address(), state, process, startUpMillis, restarts.get(), trouble, since);
    }
}
