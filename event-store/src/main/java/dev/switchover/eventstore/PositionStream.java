package dev.switchover.eventstore;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/** The log from a position on. It asks the database only if the {@link Head} says that there may be more. */
final class PositionStream implements TrackingEventStream {

    private final PostgresEventStorageEngine engine;
    private final Head head;
    private PostgresEventStorageEngine.EventBatch batch;
    private @Nullable TrackedEventMessage<?> peeked;
    private @Nullable Runnable callback;

    PositionStream(PostgresEventStorageEngine engine, Head head, long position) {
        this.engine = engine;
        this.head = head;
        this.batch = PostgresEventStorageEngine.EventBatch.none(position);
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
            head.await(batch.lastPosition(), left);
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
        if (peeked != null) {
            return true;
        }
        while (!batch.events().hasNext()) {
            if (!head.mayBeBeyond(batch.lastPosition())) {
                return false;
            }
            var next = engine.batchAfter(batch.lastPosition());
            if (next.lastPosition() == batch.lastPosition()) {
                return false;
            }
            batch = next;
        }
        peeked = batch.events().next();
        return true;
    }
}
