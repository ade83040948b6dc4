package dev.switchover.eventstore;

import dev.switchover.eventstore.EventReader.Standing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store over a {@link PostgresEventStorageEngine} and a {@link Sequencer}.
 *
 * <p>Tokens are plain positions. Streams wake as soon as the sequencer has given out positions, whichever instance's
 * sequencer it was. The sequencer is woken when a unit of work has committed; where a unit of work joins a transaction that
 * commits later, call {@link Sequencer#wake()} then, or it takes up to its ticker's 200 ms.
 */
public final class PostgresEventStore extends AbstractEventStore {

    private static final String LAST_EVENTS = PostgresEventStore.class.getName() + ".lastEvents";
    private static final String STAGED = PostgresEventStore.class.getName() + ".staged";
    private static final String UNPROVEN = PostgresEventStore.class.getName() + ".unproven";

    private final PostgresEventStorageEngine engine;
    private final Sequencer sequencer;
    private final RecentBatches batches;

    private PostgresEventStore(Builder builder) {
        super(builder);
        engine = builder.engine();
        sequencer = builder.sequencer();
        batches = new RecentBatches(engine::batchAfter);
    }

    public static Builder builder() {
        return new Builder();
    }

    public Sequencer sequencer() {
        return sequencer;
    }

    /** The number of the aggregate's last stored event; what the current unit of work is about to append does not count. */
    public OptionalLong lastStored(String aggregateId) {
        return engine.lastSequenceNumberFor(aggregateId).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** The snapshot and what follows it by one query; a snapshot that no longer can be read is left out. */
    @Override
    public DomainEventStream readEvents(String aggregateId) {
        var staged = DomainEventStream.of(stagedDomainEventMessages(aggregateId));
        return DomainEventStream.concat(engine.readFromSnapshot(aggregateId), staged);
    }

    /** What follows an event that is known, staged events besides; empty if that one is not stored. */
    Optional<DomainEventStream> readNewer(String aggregateId, LastKnown known) {
        return switch (engine.standing(aggregateId, known)) {
            case NOT_STORED -> Optional.empty();
            case LAST ->
                Optional.of(DomainEventStream.of(stagedDomainEventMessages(aggregateId)
                        .filter(event -> event.getSequenceNumber() > known.sequence())));
            case FOLLOWED -> Optional.of(readEvents(aggregateId, known.sequence() + 1));
        };
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return openStream(token, type -> true);
    }

    /**
     * The log for a reader that handles only some classes of events. Besides them it gets an event now and then, so that
     * its token keeps up with the log.
     */
    public StreamableMessageSource<TrackedEventMessage<?>> following(Set<Class<?>> types) {
        return new PartOfTheLog(this, types);
    }

    BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token, Predicate<Class<?>> wanted) {
        return new PositionStream(batches, sequencer.head(), wanted, Position.of(token));
    }

    /**
     * The highest position of the given events, waiting until all of them have one; for a reader that wants to see its
     * own writes. Empty if that takes longer than the patience, or an event was never stored.
     */
    public OptionalLong positionOf(Collection<String> eventIds, Duration patience) throws InterruptedException {
        var wanted = new HashSet<>(eventIds);
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = sequencer.head().position();
            var position = engine.positionOf(wanted);
            long left = end - System.nanoTime();
            if (position.isPresent() || left <= 0) {
                return position;
            }
            sequencer.head().await(seen, left);
        }
    }

    /** Where the log's head was about a second ago; empty in the first moment, when nobody has looked yet. */
    public OptionalLong settledHead() {
        return sequencer.head().settled();
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        if (CurrentUnitOfWork.isStarted()) {
            var staged = staged(CurrentUnitOfWork.get().root());
            for (var event : events) {
                if (event instanceof DomainEventMessage<?> inStream) {
                    staged.add(inStream.getAggregateIdentifier());
                }
            }
        }
        super.publish(events);
    }

    /** Axon compares every staged event with every other, each time: so only for aggregates that have any. */
    @Override
    protected Stream<? extends DomainEventMessage<?>> stagedDomainEventMessages(String aggregateId) {
        boolean any = CurrentUnitOfWork.isStarted()
                && staged(CurrentUnitOfWork.get().root()).contains(aggregateId);
        return any ? super.stagedDomainEventMessages(aggregateId) : Stream.empty();
    }

    private static Set<String> staged(UnitOfWork<?> root) {
        return root.getOrComputeResource(STAGED, key -> new HashSet<>());
    }

    boolean hasStaged(String aggregateId) {
        return staged(CurrentUnitOfWork.get().root()).contains(aggregateId);
    }

    /** Lets the append prove that nothing followed; asks at the end where nothing is appended. */
    void proveLater(String aggregateId, LastKnown lastKnown) {
        var root = CurrentUnitOfWork.get().root();
        unproven(root).put(aggregateId, lastKnown);
        root.onPrepareCommit(work -> {
            if (!staged(work).contains(aggregateId)) {
                prove(aggregateId);
            }
        });
    }

    private void prove(String aggregateId) {
        var known = unproven(CurrentUnitOfWork.get().root()).remove(aggregateId);
        if (known != null && engine.standing(aggregateId, known) != Standing.LAST) {
            throw Conflict.overtaken(aggregateId);
        }
    }

    /** One event alone is proven by its own insert. */
    private void proveAll(List<? extends EventMessage<?>> events) {
        if (events.size() > 1) {
            events.stream()
                    .filter(DomainEventMessage.class::isInstance)
                    .map(event -> ((DomainEventMessage<?>) event).getAggregateIdentifier())
                    .forEach(this::prove);
        }
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        if (CurrentUnitOfWork.isStarted()) {
            proveAll(events);
        }
        super.prepareCommit(events);
        for (var event : events) {
            if (event instanceof DomainEventMessage<?> inStream && CurrentUnitOfWork.isStarted()) {
                lastEvents(CurrentUnitOfWork.get().root())
                        .put(inStream.getAggregateIdentifier(), inStream.getIdentifier());
            }
        }
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        sequencer.wake();
    }

    /** The remembered aggregates of a unit of work of which it is not known yet whether they are up to date. */
    static Map<String, LastKnown> unproven(UnitOfWork<?> root) {
        return root.getOrComputeResource(UNPROVEN, key -> new HashMap<>());
    }

    /** The last event of each aggregate as far as a unit of work has read or appended. */
    static Map<String, String> lastEvents(UnitOfWork<?> root) {
        return root.getOrComputeResource(LAST_EVENTS, key -> new HashMap<>());
    }

    /** What a store is made of: an engine and the sequencer of the same schema. */
    public static final class Builder extends AbstractEventStore.Builder {

        private @Nullable PostgresEventStorageEngine engine;
        private @Nullable Sequencer sequencer;

        private Builder() {}

        public Builder engine(PostgresEventStorageEngine engine) {
            this.engine = engine;
            storageEngine(engine);
            return this;
        }

        public Builder sequencer(Sequencer sequencer) {
            this.sequencer = sequencer;
            return this;
        }

        public PostgresEventStore build() {
            return new PostgresEventStore(this);
        }

        private PostgresEventStorageEngine engine() {
            if (engine == null) {
                throw new IllegalStateException("The store needs an engine");
            }
            return engine;
        }

        private Sequencer sequencer() {
            if (sequencer == null) {
                throw new IllegalStateException("The store needs a sequencer");
            }
            return sequencer;
        }
    }
}
