package dev.switchover.kit.axon;

import dev.switchover.eventstore.Sequencer;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** All event processors of this instance. */
@Singleton
public class Processors {

    /** The one processor of all notice publishers. */
    public static final String NOTICES = "notices";

    private final EventStore store;
    private final JtaTransactions transactions;
    private final StreamingProcessors streaming;
    private final Instances instances;
    private final Sequencer sequencer;
    private final Map<String, StreamingProcessor> streams = new LinkedHashMap<>();

    Processors(
            EventStore store,
            JtaTransactions transactions,
            StreamingProcessors streaming,
            Instances instances,
            Sequencer sequencer) {
        this.store = store;
        this.transactions = transactions;
        this.streaming = streaming;
        this.instances = instances;
        this.sequencer = sequencer;
    }

    void register(Registrations parts) {
        parts.claims.forEach(this::subscribe);
        parts.views.forEach((name, projection) -> streams.put(name, streaming.view(name, projection)));
        parts.policies.forEach((name, handler) -> streams.put(name, streaming.policy(name, handler)));
        if (!parts.notices.isEmpty()) {
            streams.put(NOTICES, streaming.notices(NOTICES, List.copyOf(parts.notices.values())));
        }
    }

    /** The streaming processors: views, policies, notices. */
    public Collection<StreamingProcessor> streams() {
        return streams.values();
    }

    public Optional<StreamingProcessor> stream(String name) {
        return Optional.ofNullable(streams.get(name));
    }

    void start() {
        sequencer.start();
        instances.start();
        streams.values().forEach(StreamingProcessor::start);
    }

    /** Each finishes the batch it is in. */
    void stop() {
        CompletableFuture.allOf(
                        streams.values().stream().map(StreamingProcessor::stop).toArray(CompletableFuture[]::new))
                .join();
        instances.stop();
    }

    /** For as long as this instance can append: what is appended before its start or after its stop is claimed as well. */
    private void subscribe(String name, Object handler) {
        var processor = SubscribingEventProcessor.builder()
                .name(name)
                .messageSource(store)
                .transactionManager(transactions)
                .errorHandler(PropagatingErrorHandler.instance())
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .build();
        processor.registerHandlerInterceptor(AxonRuntime.correlation());
        processor.start();
    }
}
