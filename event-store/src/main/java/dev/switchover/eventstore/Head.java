package dev.switchover.eventstore;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The highest position this process knows of, and whom to wake when it rises. */
final class Head {

    /** A head that nobody confirms any longer is no reason not to look. */
    private static final long STALE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long SETTLE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Logger log = LoggerFactory.getLogger(Head.class);

    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition risen = lock.newCondition();
    private volatile long position;
    private volatile @Nullable Settled settled;
    private volatile long confirmed = System.nanoTime() - STALE_NANOS;

    long position() {
        return position;
    }

    /** Where the head was about a second ago; whoever is not there yet lags. Empty as long as nobody has looked. */
    OptionalLong settled() {
        var known = settled;
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.position());
    }

    private void settle(long reached, long now) {
        var known = settled;
        if (known == null) {
            settled = new Settled(reached, reached, now); // whatever was there before us is old enough
        } else if (now - known.since() >= SETTLE_NANOS) {
            settled = new Settled(known.next(), reached, now);
        }
    }

    /** Called by the sequencer after each look: everything up to here is in the log. */
    void reach(long reached) {
        confirmed = System.nanoTime();
        settle(reached, confirmed);
        if (reached <= position) {
            return;
        }
        lock.lock();
        try {
            position = reached;
            risen.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Head::call);
    }

    boolean mayBeBeyond(long read) {
        return position > read || System.nanoTime() - confirmed >= STALE_NANOS;
    }

    /** Waits until the head is beyond a position; not for long if nobody confirms it. */
    void await(long read, long nanos) throws InterruptedException {
        long left = Math.min(nanos, STALE_NANOS);
        lock.lockInterruptibly();
        try {
            while (position <= read && left > 0) {
                left = risen.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            log.warn("A reader of the log cannot be woken", e);
        }
    }

    /** A position reached at least a second ago, and the one that will be next. */
    private record Settled(long position, long next, long since) {}
}
