package dev.switchover.eventstore.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.embedded.Database;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.modelling.command.Repository;
import org.axonframework.serialization.json.JacksonSerializer;

/** Axon's own store with its defaults; no aggregate cache, as it has none by default. */
final class StockSide extends Side {

    private final JdbcEventStorageEngine engine;
    private final EmbeddedEventStore store;

    StockSide(Database database) {
        super(database);
        engine = JdbcEventStorageEngine.builder()
                .connectionProvider(connections())
                .transactionManager(transactions)
                .eventSerializer(JacksonSerializer.builder()
                        .objectMapper(new ObjectMapper())
                        .build())
                .snapshotSerializer(OwnSide.snapshots())
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        store = EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    @Override
    EventStorageEngine engine() {
        return engine;
    }

    @Override
    EventStore store() {
        return store;
    }

    @Override
    Repository<Counter> repository(EventSourcingRepository.Builder<Counter> builder) {
        return builder.build();
    }

    @Override
    void committed() {}

    @Override
    void settle() {}

    @Override
    public void close() {
        store.shutDown();
        super.close();
    }
}
