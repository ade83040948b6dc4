package dev.switchover.eventstore.bench;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.embedded.Database;
import dev.switchover.eventstore.EventNames;
import dev.switchover.eventstore.NamedEventSerializer;
import dev.switchover.eventstore.PostgresEventStorageEngine;
import dev.switchover.eventstore.PostgresEventStore;
import dev.switchover.eventstore.Sequencer;
import dev.switchover.eventstore.UpToDateRepository;
import java.time.Clock;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.axonframework.serialization.json.JacksonSerializer;
import org.flywaydb.core.Flyway;

/** Our store, as a service sets it up. */
final class OwnSide extends Side {

    private static final int REMEMBERED = 1000;

    private final PostgresEventStorageEngine engine;
    private final Sequencer sequencer;
    private final PostgresEventStore store;

    OwnSide(Database database) {
        super(database);
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/event-store")
                .baselineOnMigrate(true)
                .load()
                .migrate();
        engine = PostgresEventStorageEngine.builder()
                .connections(connections())
                .eventSerializer(NamedEventSerializer.create(new ObjectMapper(), EventNames.of(CounterEvent.class)))
                .snapshotSerializer(snapshots())
                .build();
        sequencer = new Sequencer(database::connect, Clock.systemUTC());
        sequencer.start();
        store = PostgresEventStore.builder().engine(engine).sequencer(sequencer).build();
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
        return new UpToDateRepository<>(builder, store, REMEMBERED);
    }

    @Override
    void committed() {
        sequencer.wake();
    }

    @Override
    void settle() throws InterruptedException {
        while (number("select exists (select from events.pending)::int") > 0) {
            Thread.sleep(1);
        }
    }

    @Override
    public void close() {
        sequencer.close();
        super.close();
    }

    static JacksonSerializer snapshots() {
        var fields = new ObjectMapper().setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
        return JacksonSerializer.builder().objectMapper(fields).build();
    }
}
