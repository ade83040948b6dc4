package dev.switchover.eventstore.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.eventstore.PatientExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.json.JacksonSerializer;

/** One projection made anew from the first event: one upsert per event on Axon's side, one per batch on ours. */
final class Replaying {

    private static final Duration AT_MOST = Duration.ofSeconds(6);
    private static final int BATCH = 1000;
    private static final int SEGMENTS = 4;

    private final Side stock;
    private final Side own;
    private final int events;

    Replaying(Side stock, Side own, int events) {
        this.stock = stock;
        this.own = own;
        this.events = events;
    }

    Comparison againstDefault(int rounds) throws Exception {
        return Comparison.of("replay, stock with batch 1", rounds, () -> replay(stock, 1), this::ours, this::upserts);
    }

    Comparison againstTuned(int rounds) throws Exception {
        return Comparison.of(
                "replay, stock with batch 1000", rounds, () -> replay(stock, BATCH), this::ours, this::upserts);
    }

    private double replay(Side side, int batch) throws Exception {
        return run(side, processor(side, new UpsertPerEvent(side), 4).batchSize(batch));
    }

    private double ours() throws Exception {
        return run(
                own,
                processor(own, new UpsertPerBatch(own), SEGMENTS)
                        .coordinatorExecutor(new PatientExecutor("bench-coordinator", 1))
                        .initialSegmentCount(SEGMENTS)
                        .batchSize(BATCH)
                        .claimExtensionThreshold(250));
    }

    private static PooledStreamingEventProcessor.Builder processor(Side side, Object handler, int workers) {
        return PooledStreamingEventProcessor.builder()
                .name("bench")
                .messageSource(side.store())
                .tokenStore(tokens(side))
                .transactionManager(side.transactions)
                .errorHandler(PropagatingErrorHandler.instance())
                .initialToken(StreamableMessageSource::createTailToken)
                .coordinatorExecutor(Executors.newScheduledThreadPool(1))
                .workerExecutor(Executors.newScheduledThreadPool(workers))
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build());
    }

    private double run(Side side, PooledStreamingEventProcessor.Builder builder) throws Exception {
        side.execute("truncate view, token_entry");
        var processor = builder.build();
        long begun = System.nanoTime();
        processor.start();
        long done = 0;
        long nanos = 0;
        while (done < events && nanos < AT_MOST.toNanos()) {
            Thread.sleep(5);
            done = side.number("select coalesce(sum(n), 0) from view");
            nanos = System.nanoTime() - begun;
        }
        processor.shutdownAsync().get(30, TimeUnit.SECONDS);
        return done * 1e9 / nanos;
    }

    /** The limit: the same upserts, a thousand keys each, with nothing around them. */
    private double upserts() throws SQLException {
        own.execute("truncate view");
        long begun = System.nanoTime();
        try (var connection = own.pool.getConnection()) {
            for (int first = 0; first < events; first += BATCH) {
                var keys = new TreeMap<String, Long>();
                int offset = first;
                IntStream.range(0, BATCH).forEach(i -> keys.put("counter/read-" + (offset + i) % (events / 10), 1L));
                UpsertPerBatch.upsert(connection, keys);
            }
        }
        return events * 1e9 / (System.nanoTime() - begun);
    }

    static JdbcTokenStore tokens(Side side) {
        return JdbcTokenStore.builder()
                .connectionProvider(side.connections())
                .serializer(JacksonSerializer.builder()
                        .objectMapper(new ObjectMapper())
                        .build())
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .contentType(byte[].class)
                .build();
    }

    /** As most write it. */
    static final class UpsertPerEvent {

        private final Side side;

        UpsertPerEvent(Side side) {
            this.side = side;
        }

        @EventHandler
        void on(CounterEvent event) throws SQLException {
            try (var connection = side.connections().getConnection();
                    var upsert = connection.prepareStatement(
                            "insert into view values (?, 1) on conflict (key) do update set n = view.n + 1")) {
                upsert.setString(1, event.counterId());
                upsert.executeUpdate();
            }
        }
    }

    /** As our kit does it: collected per unit of work, folded per key, in the order of the keys, by one statement. */
    static final class UpsertPerBatch {

        private static final String COLLECTED = UpsertPerBatch.class.getName();

        private final Side side;

        UpsertPerBatch(Side side) {
            this.side = side;
        }

        @EventHandler
        void on(CounterEvent event) {
            collected(CurrentUnitOfWork.get().root()).merge(event.counterId(), 1L, Long::sum);
        }

        private Map<String, Long> collected(UnitOfWork<?> work) {
            return work.getOrComputeResource(COLLECTED, key -> {
                var keys = new TreeMap<String, Long>();
                work.onPrepareCommit(ending -> flush(keys));
                return Collections.synchronizedMap(keys);
            });
        }

        private void flush(Map<String, Long> keys) {
            try (var connection = side.connections().getConnection()) {
                upsert(connection, keys);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        static void upsert(Connection connection, Map<String, Long> keys) throws SQLException {
            try (var upsert = connection.prepareStatement("""
                    insert into view select * from unnest(?::text[], ?::bigint[])
                    on conflict (key) do update set n = view.n + excluded.n
                    """)) {
                upsert.setArray(
                        1,
                        connection.createArrayOf(
                                "text", List.copyOf(keys.keySet()).toArray()));
                upsert.setArray(
                        2,
                        connection.createArrayOf(
                                "bigint", List.copyOf(keys.values()).toArray()));
                upsert.executeUpdate();
            }
        }
    }
}
