package dev.switchover.eventstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.switchover.eventstore.Sequencer.Pace;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.json.JacksonSerializer;

/** The store as one process has it: a pool of connections, a sequencer, an engine. */
final class Instance implements AutoCloseable {

    final TestDatabase database;
    final AgroalDataSource pool;
    final LocalTransactions transactions;
    final PostgresEventStorageEngine engine;
    final Sequencer sequencer;
    final PostgresEventStore store;

    Instance(TestDatabase database) {
        this(database, builder -> builder);
    }

    Instance(TestDatabase database, UnaryOperator<PostgresEventStorageEngine.Builder> adjusted) {
        this.database = database;
        pool = pool(database);
        transactions = new LocalTransactions(pool);
        engine = adjusted.apply(PostgresEventStorageEngine.builder()
                        .connections(transactions)
                        .eventSerializer(NamedEventSerializer.create(json(), EventNames.of(AccountEvent.class)))
                        .snapshotSerializer(snapshots()))
                .build();
        sequencer = new Sequencer(database::connect, StoreSchema.EVENTS, Clock.systemUTC(), Pace.DEFAULT);
        store = PostgresEventStore.builder().engine(engine).sequencer(sequencer).build();
    }

    static Instance started(TestDatabase database) {
        var instance = new Instance(database);
        instance.sequencer.start();
        return instance;
    }

    /** Appends in a transaction of its own, as a command would. */
    DomainEventMessage<?> append(String aggregate, long sequence, AccountEvent payload) {
        var event = event(aggregate, sequence, payload);
        store.publish(event);
        return event;
    }

    static DomainEventMessage<?> event(String aggregate, long sequence, AccountEvent payload) {
        return new GenericDomainEventMessage<>("Account", aggregate, sequence, payload);
    }

    /** Reads that many events from a position on, or fails after ten seconds. */
    List<TrackedEventMessage<?>> read(long after, int count) throws InterruptedException {
        var read = new ArrayList<TrackedEventMessage<?>>();
        try (var stream = store.openStream(new GlobalSequenceTrackingToken(after))) {
            while (read.size() < count) {
                if (!stream.hasNextAvailable(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("Only " + read.size() + " of " + count + " events within 10 s");
                }
                read.add(stream.nextAvailable());
            }
        }
        return read;
    }

    @Override
    public void close() {
        sequencer.close();
        pool.close();
    }

    static ObjectMapper json() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    private static JacksonSerializer snapshots() {
        var fields = json().setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
        return JacksonSerializer.builder().objectMapper(fields).build();
    }

    private static AgroalDataSource pool(TestDatabase database) {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(20)
                        .acquisitionTimeout(Duration.ofSeconds(20))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(
                                        database.database().jdbcUrl())
                                .principal(new NamePrincipal(database.database().user()))
                                .credential(
                                        new SimplePassword(database.database().password()))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
