package dev.switchover.eventstore.gauntlet;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;

/** Axon's own engine, its time-out for gaps as much shorter than the default (60 s) as the stalls are. */
final class StockStore implements Subject {

    static final int GAP_TIMEOUT_MILLIS = 500;

    private final Arena arena;
    private final String schema;
    private final Follower follower;

    StockStore(Arena arena, Schedule schedule) {
        this.arena = arena;
        schema = "stock_" + schedule.seed();
        arena.execute("create schema " + schema);
        stock(arena.readers()).createSchema(PostgresEventTableFactory.INSTANCE);
        follower = new Follower(source(stock(arena.readers())));
    }

    @Override
    public EventStorageEngine engine(ConnectionProvider connection) {
        return stock(connection);
    }

    @Override
    public void committed() {}

    @Override
    public List<Follower> followers() {
        return List.of(follower);
    }

    @Override
    public List<String> storedEvents() {
        return arena.texts("select eventidentifier from " + schema + ".domainevententry");
    }

    @Override
    public void close() {
        follower.close();
        arena.drop(schema);
    }

    private JdbcEventStorageEngine stock(ConnectionProvider connections) {
        var json = JacksonSerializer.builder().objectMapper(Arena.json()).build();
        return JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(NoTransactionManager.INSTANCE)
                .schema(EventSchema.builder()
                        .eventTable(schema + ".domainevententry")
                        .snapshotTable(schema + ".snapshotevententry")
                        .build())
                .gapTimeout(GAP_TIMEOUT_MILLIS)
                .eventSerializer(json)
                .snapshotSerializer(json)
                .persistenceExceptionResolver(StockStore::isDuplicate)
                .build();
    }

    private static boolean isDuplicate(Exception exception) {
        return exception instanceof SQLException sql && "23505".equals(sql.getSQLState());
    }

    /** As Axon's event store reads: on from the last token, which knows the gaps. */
    private static Follower.Source source(JdbcEventStorageEngine engine) {
        return new Follower.Source() {

            private @Nullable TrackingToken token;

            @Override
            public List<? extends TrackedEventMessage<?>> next() throws InterruptedException {
                var events = new ArrayList<TrackedEventMessage<?>>();
                engine.readEvents(token, false).forEach(events::add);
                if (events.isEmpty()) {
                    Thread.sleep(5);
                } else {
                    token = events.getLast().trackingToken();
                }
                return events;
            }
        };
    }
}
