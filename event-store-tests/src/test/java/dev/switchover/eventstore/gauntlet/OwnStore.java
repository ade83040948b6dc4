package dev.switchover.eventstore.gauntlet;

import dev.switchover.eventstore.EventNames;
import dev.switchover.eventstore.NamedEventSerializer;
import dev.switchover.eventstore.PostgresEventStorageEngine;
import dev.switchover.eventstore.PostgresEventStore;
import dev.switchover.eventstore.Sequencer;
import dev.switchover.eventstore.Sequencer.Pace;
import dev.switchover.eventstore.StoreSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** Our store as two instances run it: two sequencers that compete and fail, and a follower on each. */
final class OwnStore implements Subject {

    private static final Duration TICKER = Duration.ofMillis(100);

    private final Arena arena;
    private final StoreSchema schema;
    private final List<PostgresEventStore> instances;
    private final List<Follower> followers;

    OwnStore(Arena arena, Schedule schedule) {
        this.arena = arena;
        schema = new StoreSchema("own_" + schedule.seed());
        arena.create(schema);
        instances = Stream.of(1, 2).map(number -> instance(schedule, number)).toList();
        followers = instances.stream()
                .map(store -> new Follower(source(store.openStream(null))))
                .toList();
    }

    @Override
    public EventStorageEngine engine(ConnectionProvider connection) {
        var json = NamedEventSerializer.create(Arena.json(), EventNames.of(Happening.class));
        return PostgresEventStorageEngine.builder()
                .connections(connection)
                .schema(schema)
                .eventSerializer(json)
                .snapshotSerializer(json)
                .build();
    }

    @Override
    public void committed() {
        instances.forEach(store -> store.sequencer().wake());
    }

    @Override
    public List<Follower> followers() {
        return followers;
    }

    @Override
    public List<String> storedEvents() {
        return arena.texts("select event_id from " + schema.name() + ".events");
    }

    /** The log as the database holds it in the end: position, event. */
    List<String> log() {
        return arena.texts(
                "select position || ' ' || event_id from %1$s.log join %1$s.events on id = event order by position"
                        .formatted(schema.name()));
    }

    @Override
    public void close() {
        followers.forEach(Follower::close);
        instances.forEach(store -> store.sequencer().close());
        arena.drop(schema.name());
    }

    private PostgresEventStore instance(Schedule schedule, int number) {
        var faulty = new Faults(arena, schedule.seed() * 2 + number, schedule.faults());
        var pace = new Pace(schedule.eventsPerStep(), Pace.DEFAULT.pauseAfterStep(), TICKER, Duration.ofSeconds(30));
        var sequencer = new Sequencer(faulty, schema, Clock.systemUTC(), pace);
        sequencer.start();
        var engine = (PostgresEventStorageEngine) engine(arena.readers());
        return PostgresEventStore.builder().engine(engine).sequencer(sequencer).build();
    }

    private static Follower.Source source(BlockingStream<TrackedEventMessage<?>> stream) {
        return () -> {
            var events = new ArrayList<TrackedEventMessage<?>>();
            stream.hasNextAvailable(50, TimeUnit.MILLISECONDS);
            while (stream.hasNextAvailable()) {
                events.add(stream.nextAvailable());
            }
            return events;
        };
    }
}
