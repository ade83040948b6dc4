package dev.switchover.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.eventstore.PostgresEventStorageEngine.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.Test;

class RecentBatchesTest {

    private final List<Long> asked = new ArrayList<>();

    @Test
    void manyReadersAskTheDatabaseOnce() throws Exception {
        var all = new CountDownLatch(8);
        var batches = new RecentBatches(position -> {
            asked.add(position);
            awaitAll(all); // so that the others come while the database is busy
            return batch(position, 10);
        });
        try (var readers = Executors.newFixedThreadPool(8)) {
            Callable<EventBatch> reader = () -> {
                all.countDown();
                return batches.after(5);
            };
            for (var read :
                    readers.invokeAll(List.of(reader, reader, reader, reader, reader, reader, reader, reader))) {
                assertThat(read.get().lastPosition()).isEqualTo(15);
            }
        }
        assertThat(asked).containsExactly(5L);
    }

    @Test
    void nothingIsNotRemembered() {
        var batches = new RecentBatches(position -> {
            asked.add(position);
            return asked.size() == 1 ? EventBatch.none(position) : batch(position, 1);
        });

        assertThat(batches.after(5).events()).isEmpty();
        assertThat(batches.after(5).events()).hasSize(1);
    }

    @Test
    void aFailureIsNotRemembered() {
        var batches = new RecentBatches(position -> {
            asked.add(position);
            if (asked.size() == 1) {
                throw new EventStoreException("away");
            }
            return batch(position, 1);
        });

        assertThatThrownBy(() -> batches.after(5)).isInstanceOf(EventStoreException.class);
        assertThat(batches.after(5).events()).hasSize(1);
    }

    @Test
    void memoryIsBounded() {
        var batches = new RecentBatches(position -> {
            asked.add(position);
            return batch(position, 1_000);
        });
        LongStream.range(0, 20).forEach(i -> batches.after(i * 1_000));

        batches.after(19_000);
        batches.after(0);

        assertThat(asked).hasSize(21).endsWith(19_000L, 0L);
    }

    private static EventBatch batch(long position, int size) {
        var events = LongStream.rangeClosed(position + 1, position + size)
                .<TrackedEventMessage<?>>mapToObj(at -> new GenericTrackedEventMessage<>(
                        new GlobalSequenceTrackingToken(at), GenericEventMessage.asEventMessage("event " + at)))
                .toList();
        return new EventBatch(events, position + size);
    }

    private static void awaitAll(CountDownLatch all) {
        try {
            all.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
