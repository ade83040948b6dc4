package dev.switchover.kit.axon;

import dev.switchover.kit.axon.StreamingProcessor.Kind;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.view.ViewTables;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;

/** Makes processors that follow the log from its first event, skip nothing and share segments among instances. */
@Singleton
public class StreamingProcessors {

    private static final int VIEW_BATCH = 1000;
    private static final int SEGMENTS = 4;
    private static final long CLAIM_INTERVAL_MILLIS = 2_000;

    private final EventStore store;
    private final TokenStore tokens;
    private final JtaTransactions transactions;

    StreamingProcessors(EventStore store, TokenStore tokens, JtaTransactions transactions) {
        this.store = store;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    StreamingProcessor view(String name, Object handler, Function<ViewTables, Object> projection) {
        var processor = build(name, handler, SEGMENTS, VIEW_BATCH, PropagatingErrorHandler.instance());
        return new StreamingProcessor(name, Kind.VIEW, processor, projection);
    }

    StreamingProcessor policy(String name, Object handler) {
        return new StreamingProcessor(
                name, Kind.POLICY, build(name, handler, SEGMENTS, 1, StreamingProcessors::refusalIsAnOutcome), null);
    }

    StreamingProcessor notices(String name, Object handler) {
        return new StreamingProcessor(
                name, Kind.NOTICES, build(name, handler, 1, 200, PropagatingErrorHandler.instance()), null);
    }

    private PooledStreamingEventProcessor build(
            String name, Object handler, int segments, int batch, ListenerInvocationErrorHandler onError) {
        var processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .messageSource(store)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .errorHandler(PropagatingErrorHandler.instance())
                .initialToken(StreamableMessageSource::createTailToken) // the default would count as a replay
                .initialSegmentCount(segments)
                .batchSize(batch)
                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .coordinatorExecutor(executor(name + "-coordinator", 1))
                .workerExecutor(executor(name, segments))
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .listenerInvocationErrorHandler(onError)
                        .sequencingPolicy(segments == 1 ? new SequentialPolicy() : order(handler))
                        .build())
                .build();
        processor.registerHandlerInterceptor(AxonRuntime.correlation());
        return processor;
    }

    private static SequencingPolicy<? super EventMessage<?>> order(Object handler) {
        return EventFamilies.of(handler).size() == 1 ? SequentialPerAggregatePolicy.instance() : new SequentialPolicy();
    }

    private static void refusalIsAnOutcome(Exception failure, EventMessage<?> event, EventMessageHandler handler)
            throws Exception {
        if (!(failure instanceof Rejection refusal)) {
            throw failure;
        }
        Log.infof(
                "Refused in %s after %s: %s", handler.getTargetType().getSimpleName(), event.getIdentifier(), refusal);
    }

    private static ScheduledExecutorService executor(String name, int threads) {
        return Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }
}
