package dev.switchover.eventstore;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.messaging.interceptors.TransactionManagingInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Accounts as one instance serves them: command bus, repository with memory, snapshots. */
final class Accounts implements AutoCloseable {

    final Instance instance;
    final UpToDateRepository<Account> repository;
    private final CommandGateway commands;

    Accounts(TestDatabase database, int capacity, int snapshotEvery) {
        instance = Instance.started(database);
        var bus = SimpleCommandBus.builder()
                .transactionManager(instance.transactions)
                .build();
        bus.registerHandlerInterceptor(new TransactionManagingInterceptor<>(instance.transactions));
        var snapshotter = AggregateSnapshotter.builder()
                .eventStore(instance.store)
                .transactionManager(instance.transactions)
                .aggregateFactories(new GenericAggregateFactory<>(Account.class))
                .build();
        repository = new UpToDateRepository<>(
                EventSourcingRepository.builder(Account.class)
                        .snapshotTriggerDefinition(new EventCountSnapshotTriggerDefinition(snapshotter, snapshotEvery)),
                instance.store,
                capacity);
        subscribe(bus);
        commands = DefaultCommandGateway.builder().commandBus(bus).build();
    }

    private void subscribe(CommandBus bus) {
        AggregateAnnotationCommandHandler.<Account>builder()
                .aggregateType(Account.class)
                .repository(repository)
                .build()
                .subscribe(bus);
    }

    boolean note(String account, String text) {
        return (Boolean) send(new Account.Note(account, text));
    }

    long credit(String account, long amount) {
        return (Long) send(new Account.Credit(account, amount));
    }

    long withdraw(String account, long amount) {
        return (Long) send(new Account.Withdraw(account, amount));
    }

    long look(String account) {
        return (Long) send(new Account.Look(account));
    }

    Object send(Object command) {
        return MemoryFirst.run(() -> sendOnce(command), failure -> true);
    }

    /** Without a second look: a unit of work inside somebody else's transaction has none. */
    Object sendOnce(Object command) {
        return commands.sendAndWait(command, Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        instance.close();
    }
}
