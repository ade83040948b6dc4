package dev.switchover.eventstore;

import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * The log from a position on. It asks for more only if the {@link Head} says that there may be more. Of what nobody wants it
 * gives the last event of each batch, so that the reader's token moves on.
 */
final class PositionStream implements TrackingEventStream {

    private final RecentBatches batches;
    private final Head head;
    private final Predicate<Class<?>> wanted;
    private long position;
    private Iterator<TrackedEventMessage<?>> batch = Collections.emptyIterator();
    private @Nullable TrackedEventMessage<?> peeked;
    private @Nullable Runnable callback;

    PositionStream(RecentBatches batches, Head head, Predicate<Class<?>> wanted, long position) {
        this.batches = batches;
        this.head = head;
        this.wanted = wanted;
        this.position = position;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return available() ? Optional.ofNullable(peeked) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (!available()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            head.await(position, left);
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(Integer.MAX_VALUE, TimeUnit.MILLISECONDS)) {
            // waits on
        }
        var next = peeked;
        peeked = null;
        if (next == null) {
            throw new IllegalStateException("Several threads read from one stream");
        }
        return next;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
        close();
        callback = onAvailable;
        head.listen(onAvailable);
        return true;
    }

    @Override
    public void close() {
        if (callback != null) {
            head.forget(callback);
            callback = null;
        }
    }

    private boolean available() {
        while (peeked == null) {
            if (batch.hasNext()) {
                var next = batch.next();
                peeked = !batch.hasNext() || wanted.test(next.getPayloadType()) ? next : null;
            } else if (!readOn()) {
                return false;
            }
        }
        return true;
    }

    private boolean readOn() {
        if (!head.mayBeBeyond(position)) {
            return false;
        }
        var next = batches.after(position);
        boolean more = next.lastPosition() > position;
        batch = next.events().iterator();
        position = next.lastPosition();
        return more;
    }
}
