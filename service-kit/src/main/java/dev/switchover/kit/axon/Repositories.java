package dev.switchover.kit.axon;

import dev.switchover.eventstore.PostgresEventStore;
import dev.switchover.eventstore.UpToDateRepository;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.RepositoryProvider;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/** The repositories of the registered aggregates. */
final class Repositories implements RepositoryProvider {

    private static final int SNAPSHOT_EVERY = 50;
    private static final int REMEMBERED = 1000;

    /** Who waits for an aggregate may hold what its user waits for: he lets go and tries again, and not after Axon's minute. */
    private static final int LOCK_MILLIS = 2_000;

    private final PostgresEventStore store;
    private final JtaTransactions transactions;
    private final Map<Class<?>, AggregateModel<?>> models = new HashMap<>();
    private final Map<Class<?>, Repository<?>> repositories = new HashMap<>();

    Repositories(PostgresEventStore store, JtaTransactions transactions, Iterable<Class<?>> types, Executor snapshots) {
        this.store = store;
        this.transactions = transactions;
        types.forEach(type -> models.put(type, model(type)));
        var trigger = new EventCountSnapshotTriggerDefinition(snapshotter(snapshots), SNAPSHOT_EVERY);
        types.forEach(type -> repositories.put(type, repository(type, trigger, lock())));
    }

    @Override
    @SuppressWarnings("unchecked") // put under its own class
    public <A> Repository<A> repositoryFor(Class<A> type) {
        var repository = repositories.get(type);
        if (repository == null) {
            throw new IllegalArgumentException(type.getName() + " is not registered as an aggregate");
        }
        return (Repository<A>) repository;
    }

    void subscribe(CommandBus bus) {
        repositories.keySet().forEach(type -> subscribe(type, bus));
    }

    private <A> void subscribe(Class<A> type, CommandBus bus) {
        AggregateAnnotationCommandHandler.<A>builder()
                .repository(repositoryFor(type))
                .aggregateModel(modelOf(type))
                .build()
                .subscribe(bus);
    }

    private <A> Repository<A> repository(Class<A> type, EventCountSnapshotTriggerDefinition trigger, LockFactory lock) {
        var builder = EventSourcingRepository.builder(type)
                .aggregateModel(modelOf(type))
                .aggregateFactory(new GenericAggregateFactory<>(modelOf(type)))
                .snapshotTriggerDefinition(trigger)
                .lockFactory(lock)
                .repositoryProvider(this);
        return new UpToDateRepository<>(builder, store, REMEMBERED);
    }

    private static LockFactory lock() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(LOCK_MILLIS / 10)
                .lockAttemptTimeout(10)
                .build();
    }

    private AggregateSnapshotter snapshotter(Executor snapshots) {
        return AggregateSnapshotter.builder()
                .eventStore(store)
                .executor(snapshots)
                .transactionManager(transactions)
                .repositoryProvider(this)
                .aggregateFactories(models.values().stream()
                        .<AggregateFactory<?>>map(model -> new GenericAggregateFactory<>(model))
                        .toList())
                .build();
    }

    @SuppressWarnings("unchecked") // put under its own class
    private <A> AggregateModel<A> modelOf(Class<A> type) {
        return (AggregateModel<A>) Objects.requireNonNull(models.get(type));
    }

    private static <A> AggregateModel<A> model(Class<A> type) {
        return new AnnotatedAggregateMetaModelFactory(
                        ClasspathParameterResolverFactory.forClass(type), ClasspathHandlerDefinition.forClass(type))
                .createModel(type);
    }
}
