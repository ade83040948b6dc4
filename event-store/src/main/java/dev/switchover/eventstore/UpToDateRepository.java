package dev.switchover.eventstore;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the aggregates used last in memory, and yet never hides what another instance wrote.
 *
 * <p>Axon's own cache trusts itself: an idempotent command may find an aggregate as another instance no longer knows it, and
 * do nothing. Here each load asks the store whether the last event it knows is there, and for all that follow; inside
 * {@link MemoryFirst} the question is left to the append, or to the end. If that event is no longer there (a transaction
 * joined by the unit of work was rolled back later, or the database restored), memory is dropped and the aggregate read anew.
 * While a unit of work uses an aggregate it is not in memory, and returns only after the commit: a roll-back leaves nothing
 * behind.
 */
public final class UpToDateRepository<T> extends EventSourcingRepository<T> {

    private final PostgresEventStore store;
    private final Map<String, Remembered<T>> memory = new LinkedHashMap<>();
    private final int capacity;

    /**
     * @param builder the repository as Axon would make it, its event store being the other parameter
     * @param capacity how many aggregates to keep; 0 keeps none
     */
    public UpToDateRepository(EventSourcingRepository.Builder<T> builder, PostgresEventStore store, int capacity) {
        super(builder.eventStore(store));
        this.store = store;
        this.capacity = capacity;
    }

    @Override
    protected EventSourcedAggregate<T> doLoadWithLock(String id, @Nullable Long expectedVersion) {
        var remembered = take(id);
        if (remembered != null && catchUp(id, remembered)) {
            if (remembered.aggregate().isDeleted()) {
                throw new AggregateDeletedException(id);
            }
            return remembered.aggregate();
        }
        return super.doLoadWithLock(id, expectedVersion);
    }

    /** All events of an aggregate that is not in memory, watched for the last of them. */
    @Override
    protected DomainEventStream readEvents(String id) {
        return super.readEvents(id).filter(event -> noteLast(id, event));
    }

    @Override
    protected void doSaveWithLock(EventSourcedAggregate<T> aggregate) {
        super.doSaveWithLock(aggregate);
        CurrentUnitOfWork.get().root().afterCommit(work -> remember(work, aggregate));
    }

    /** How many aggregates are in memory. */
    public int size() {
        synchronized (memory) {
            return memory.size();
        }
    }

    private boolean catchUp(String id, Remembered<T> remembered) {
        if (!store.hasStaged(id) && MemoryFirst.mayUse()) {
            store.proveLater(id, remembered.last());
            lastEvents().put(id, remembered.last().eventId());
            return true;
        }
        var newer = store.readNewer(id, remembered.last());
        if (newer.isEmpty()) {
            return false;
        }
        lastEvents().put(id, remembered.last().eventId());
        if (newer.get().hasNext()) {
            remembered.aggregate().initializeState(newer.get().filter(event -> noteLast(id, event)));
        }
        return true;
    }

    private @Nullable Remembered<T> take(String id) {
        synchronized (memory) {
            return memory.remove(id);
        }
    }

    private void remember(UnitOfWork<?> work, EventSourcedAggregate<T> aggregate) {
        var id = aggregate.identifierAsString();
        var version = aggregate.version();
        var last = id == null ? null : PostgresEventStore.lastEvents(work).get(id);
        if (id == null || version == null || last == null) {
            return;
        }
        synchronized (memory) {
            memory.put(id, new Remembered<>(aggregate, new LastKnown(version, last)));
            if (memory.size() > capacity) {
                memory.remove(memory.keySet().iterator().next());
            }
        }
    }

    private static boolean noteLast(String id, DomainEventMessage<?> event) {
        lastEvents().put(id, event.getIdentifier());
        return true;
    }

    private static Map<String, String> lastEvents() {
        return PostgresEventStore.lastEvents(CurrentUnitOfWork.get().root());
    }

    private record Remembered<T>(EventSourcedAggregate<T> aggregate, LastKnown last) {}
}
