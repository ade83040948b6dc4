package dev.switchover.eventstore;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's storage on PostgreSQL: events as {@code jsonb} with the hash of their canonical form, followed by the positions
 * that the {@link Sequencer} gives out.
 *
 * <p>Connections come from a {@link ConnectionProvider} and are closed after each call. One that is part of a transaction
 * (JTA, say) must come with auto-commit off, and is left to whoever began the transaction; any other is committed here.
 */
public final class PostgresEventStorageEngine extends AbstractEventStorageEngine {

    private static final Logger log = LoggerFactory.getLogger(PostgresEventStorageEngine.class);
    private static final int BATCH = 1000;

    private final Connections connections;
    private final EventWriter writer;
    private final EventReader reader;
    private final SnapshotFilter snapshotFilter;

    private PostgresEventStorageEngine(Builder builder) {
        super(builder);
        connections = new Connections(builder.connections());
        writer = new EventWriter(builder.schema);
        reader = new EventReader(builder.schema);
        snapshotFilter = builder.filter;
    }

    public static Builder builder() {
        var builder = new Builder();
        builder.persistenceExceptionResolver(Conflict::isDuplicate);
        return builder;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        try {
            var known = lastKnown(events);
            connections.write(connection -> writer.append(connection, events, known, serializer));
        } catch (SQLException e) {
            handlePersistenceException(Conflict.serverError(e), Conflict.inQuestion(events));
        }
    }

    /** After which event alone a single one may be stored; null if what it follows is known to be up to date. */
    private static @Nullable LastKnown lastKnown(List<? extends EventMessage<?>> events) {
        return events.size() == 1
                        && CurrentUnitOfWork.isStarted()
                        && events.getFirst() instanceof DomainEventMessage<?> event
                ? PostgresEventStore.unproven(CurrentUnitOfWork.get().root()).remove(event.getAggregateIdentifier())
                : null;
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        try {
            connections.write(connection -> writer.store(connection, snapshot, serializer));
        } catch (SQLException e) {
            handlePersistenceException(e, snapshot);
        }
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String aggregateId, long firstSequence) {
        return connections.read(connection -> reader.ofAggregate(connection, aggregateId, firstSequence)).stream();
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateId) {
        return connections.read(connection -> reader.snapshot(connection, aggregateId)).stream();
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        return Stream.iterate(after(Position.of(token)), batch -> !batch.isEmpty(), this::next)
                .flatMap(List::stream);
    }

    private List<TrackedDomainEventData<String>> next(List<TrackedDomainEventData<String>> batch) {
        return batch.size() < BATCH
                ? List.of()
                : after(Position.of(batch.getLast().trackingToken()));
    }

    private List<TrackedDomainEventData<String>> after(long position) {
        return connections.read(connection -> reader.afterPosition(connection, position, BATCH));
    }

    /** The events next after a position, at most a batch of them; what upcasters drop is skipped over. */
    EventBatch batchAfter(long position) {
        var stored = after(position);
        if (stored.isEmpty()) {
            return EventBatch.none(position);
        }
        var events = EventUtils.upcastAndDeserializeTrackedEvents(stored.stream(), getEventSerializer(), upcasterChain);
        return new EventBatch(
                events.<TrackedEventMessage<?>>map(event -> event).toList(),
                Position.of(stored.getLast().trackingToken()));
    }

    /** An aggregate's newest snapshot, if it can be read, and the events after it; by one query as a rule. */
    DomainEventStream readFromSnapshot(String aggregateId) {
        var found = connections.read(connection -> reader.withSnapshot(connection, aggregateId));
        if (found.snapshots().isEmpty()) {
            return events(found.events());
        }
        return readable(found.snapshots())
                .map(snapshot -> DomainEventStream.concat(DomainEventStream.of(snapshot), events(found.events())))
                .orElseGet(() -> readEvents(aggregateId, 0));
    }

    EventReader.Standing standing(String aggregateId, LastKnown known) {
        return connections.read(connection -> reader.standing(connection, aggregateId, known));
    }

    private Optional<DomainEventMessage<?>> readable(List<StoredEvent> snapshots) {
        var stored = snapshots.getFirst();
        try {
            var snapshot = snapshot(snapshots).next();
            boolean known = !(snapshot.getPayload() instanceof UnknownSerializedType);
            return known && snapshotFilter.allow(stored) ? Optional.of(snapshot) : Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            log.warn("The snapshot of {} cannot be read and is left out", stored.getAggregateIdentifier(), e);
            return Optional.empty();
        }
    }

    private DomainEventStream events(List<StoredEvent> stored) {
        return EventStreamUtils.upcastAndDeserializeDomainEvents(stored.stream(), getEventSerializer(), upcasterChain);
    }

    private DomainEventStream snapshot(List<StoredEvent> stored) {
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                stored.stream(), getSnapshotSerializer(), upcasterChain);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        return connections.read(connection -> reader.lastSequence(connection, aggregateId)).stream()
                .boxed()
                .findAny();
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(connections.read(reader::head));
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        var before = connections.read(connection -> reader.positionAt(connection, time));
        return before.isPresent() ? new GlobalSequenceTrackingToken(before.getAsLong()) : createHeadToken();
    }

    /** The highest position of the events, or none as long as one of them has no position yet. */
    OptionalLong positionOf(Collection<String> eventIds) {
        return connections.read(connection -> reader.positionOf(connection, eventIds));
    }

    /** Some events in the order of the log, and the position up to which they reach. */
    record EventBatch(List<TrackedEventMessage<?>> events, long lastPosition) {
        static EventBatch none(long position) {
            return new EventBatch(List.of(), position);
        }
    }

    /** What an engine is made of; serializers and connections are a must. */
    public static final class Builder extends AbstractEventStorageEngine.Builder {

        private @Nullable ConnectionProvider connections;
        private StoreSchema schema = StoreSchema.EVENTS;
        private SnapshotFilter filter = SnapshotFilter.allowAll();

        private Builder() {}

        public Builder connections(ConnectionProvider connections) {
            this.connections = connections;
            return this;
        }

        public Builder schema(StoreSchema schema) {
            this.schema = schema;
            return this;
        }

        @Override
        public Builder eventSerializer(Serializer serializer) {
            super.eventSerializer(serializer);
            return this;
        }

        @Override
        public Builder snapshotSerializer(Serializer serializer) {
            super.snapshotSerializer(serializer);
            return this;
        }

        @Override
        public Builder upcasterChain(EventUpcaster upcasters) {
            super.upcasterChain(upcasters);
            return this;
        }

        @Override
        public Builder snapshotFilter(SnapshotFilter snapshotFilter) {
            super.snapshotFilter(snapshotFilter);
            filter = snapshotFilter;
            return this;
        }

        public PostgresEventStorageEngine build() {
            return new PostgresEventStorageEngine(this);
        }

        private ConnectionProvider connections() {
            if (connections == null) {
                throw new IllegalStateException("The engine needs a ConnectionProvider");
            }
            return connections;
        }
    }
}
