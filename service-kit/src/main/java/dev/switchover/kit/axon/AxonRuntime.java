package dev.switchover.kit.axon;

import dev.switchover.eventstore.PostgresEventStore;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.Repository;

/** Builds Axon from what the capabilities registered; starts it with the service and stops it in order. */
@Singleton
public class AxonRuntime {

    private static final int LAST = 10_000;

    private final CommandBus commandBus;
    private final Repositories repositories;
    private final Processors processors;
    private final Retries retries = new Retries();
    private final ExecutorService snapshots = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("snapshots").daemon().factory());

    AxonRuntime(
            PostgresEventStore store,
            JtaTransactions transactions,
            Processors processors,
            Appended appended,
            @All List<CommandGuard> guards,
            @All List<Capability> capabilities) {
        var parts = new Registrations();
        capabilities.forEach(capability -> capability.register(parts));
        this.commandBus = bus(transactions);
        guards.forEach(commandBus::registerHandlerInterceptor);
        this.repositories = new Repositories(store, transactions, parts.aggregates, snapshots);
        this.repositories.subscribe(commandBus);
        parts.commandHandlers.forEach(handler -> new AnnotationCommandHandlerAdapter<>(handler).subscribe(commandBus));
        this.processors = processors;
        store.registerDispatchInterceptor(appended.noting());
        processors.register(parts);
    }

    CommandBus commandBus() {
        return commandBus;
    }

    <A> Repository<A> repository(Class<A> type) {
        return repositories.repositoryFor(type);
    }

    Retries retries() {
        return retries;
    }

    void start(@Observes @Priority(LAST) StartupEvent started) {
        processors.start();
    }

    void stop(@Observes @Priority(2) ShutdownEvent stopping) {
        processors.stop();
        snapshots.shutdown();
    }

    private static CommandBus bus(JtaTransactions transactions) {
        var bus = SimpleCommandBus.builder()
                .transactionManager(transactions)
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
                .build();
        bus.registerHandlerInterceptor(correlation());
        bus.registerHandlerInterceptor(Observed.commands());
        return bus;
    }

    /** Who asked, why, and within which trace goes from command to event to command. */
    static CorrelationDataInterceptor<org.axonframework.messaging.Message<?>> correlation() {
        return new CorrelationDataInterceptor<>(List.of(
                new MessageOriginProvider(),
                new SimpleCorrelationDataProvider("actor", "reason", "ticket", "approvedBy", Traces.TRACEPARENT)));
    }
}
