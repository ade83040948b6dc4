package dev.switchover.kit.axon;

import dev.switchover.eventstore.PatientExecutor;
import dev.switchover.eventstore.PostgresEventStore;
import dev.switchover.kit.axon.StreamingProcessor.Kind;
import dev.switchover.kit.view.ViewTables;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.jspecify.annotations.Nullable;

/** Makes processors that follow the log from its first event, skip nothing and share segments among instances. */
@Singleton
public class StreamingProcessors {

    private static final int SEGMENTS = 4;
    private static final int VIEW_BATCH = 1000;
    private static final int REPLAY_BATCH = 2000;
    private static final int NOTICE_BATCH = 200;

    /** Each look for segments that nobody is at work on is a transaction of each processor, also where nothing happens. */
    private static final long CLAIM_INTERVAL_MILLIS = 2_500;

    private static final long CLAIM_EXTENSION_MILLIS = 2_000;
    private static final long REPLAY_CLAIM_EXTENSION_MILLIS = 250;

    private final PostgresEventStore store;
    private final TokenStore tokens;
    private final JtaTransactions transactions;
    private final Instances instances;
    private final Refusals refusals;

    StreamingProcessors(
            PostgresEventStore store,
            TokenStore tokens,
            JtaTransactions transactions,
            Instances instances,
            Refusals refusals) {
        this.store = store;
        this.tokens = tokens;
        this.transactions = transactions;
        this.instances = instances;
        this.refusals = refusals;
    }

    StreamingProcessor view(String name, Function<ViewTables, Object> projection) {
        var handler = projection.apply(ViewTables.live());
        var processor = processor(name, segments(handler), List.of(handler))
                .batchSize(VIEW_BATCH)
                .eventHandlerInvoker(invoker(List.of(handler), PropagatingErrorHandler.instance()));
        return stream(name, Kind.VIEW, processor.build(), EventFamilies.of(handler), projection);
    }

    /** Beside the live processor, with a token of its own and as many segments. */
    public StreamingProcessor replay(String name, Object handler, int segments) {
        var processor = processor(name, segments, List.of(handler))
                .batchSize(REPLAY_BATCH)
                .claimExtensionThreshold(REPLAY_CLAIM_EXTENSION_MILLIS)
                .tokenClaimInterval(REPLAY_CLAIM_EXTENSION_MILLIS)
                .eventHandlerInvoker(invoker(List.of(handler), PropagatingErrorHandler.instance()));
        return stream(name, Kind.REPLAY, processor.build(), EventFamilies.of(handler), null);
    }

    StreamingProcessor policy(String name, Object handler) {
        var processor = processor(name, segments(handler), List.of(handler))
                .batchSize(1) // a policy that fails holds back nobody else's outcome
                .eventHandlerInvoker(invoker(List.of(handler), outcomeOrError(name)));
        return stream(name, Kind.POLICY, observed(name, processor.build()), EventFamilies.of(handler), null);
    }

    /** All publishers as one, on one segment: the sequence of the notices is dense. */
    StreamingProcessor notices(String name, List<Object> publishers) {
        var processor = processor(name, 1, publishers)
                .batchSize(NOTICE_BATCH)
                .eventHandlerInvoker(invoker(publishers, PropagatingErrorHandler.instance()));
        return stream(name, Kind.NOTICES, observed(name, processor.build()), EventFamilies.of(publishers), null);
    }

    private PooledStreamingEventProcessor.Builder processor(String name, int segments, List<Object> handlers) {
        return PooledStreamingEventProcessor.builder()
                .name(name)
                .messageSource(store.following(EventFamilies.handled(handlers)))
                .tokenStore(tokens)
                .transactionManager(transactions)
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .errorHandler(PropagatingErrorHandler.instance())
                .initialToken(StreamableMessageSource::createTailToken) // Axon's default would count as a replay
                .initialSegmentCount(segments)
                .maxSegmentProvider(processor -> instances.share(segments))
                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .claimExtensionThreshold(CLAIM_EXTENSION_MILLIS)
                .enableCoordinatorClaimExtension() // who is at work on a long batch does not ask for himself
                .coordinatorExecutor(new PatientExecutor(name + "-coordinator", 1))
                .workerExecutor(new PatientExecutor(name, segments));
    }

    private static StreamingProcessor stream(
            String name,
            Kind kind,
            PooledStreamingEventProcessor processor,
            Set<Class<?>> families,
            @Nullable Function<ViewTables, Object> projection) {
        var troubles = new Troubles(name);
        processor.registerHandlerInterceptor(AxonRuntime.correlation());
        processor.registerHandlerInterceptor(troubles);
        return new StreamingProcessor(name, kind, processor, families, troubles, projection);
    }

    /** Not views: theirs are millions of events, and nothing follows from them. */
    private static PooledStreamingEventProcessor observed(String name, PooledStreamingEventProcessor processor) {
        processor.registerHandlerInterceptor(Observed.events(name));
        return processor;
    }

    private static SimpleEventHandlerInvoker invoker(List<Object> handlers, ListenerInvocationErrorHandler onError) {
        return SimpleEventHandlerInvoker.builder()
                .eventHandlers(handlers)
                .sequencingPolicy(SequentialPerAggregatePolicy.instance())
                .listenerInvocationErrorHandler(onError)
                .build();
    }

    /**
     * One family is worked on by several segments, in order per aggregate. Several families keep the order of the log, on
     * one segment: Axon's SequentialPolicy would choose another segment in each JVM.
     */
    private static int segments(Object handler) {
        return EventFamilies.of(handler).size() == 1 ? SEGMENTS : 1;
    }

    private ListenerInvocationErrorHandler outcomeOrError(String name) {
        return (failure, event, handler) -> {
            var refusal = Refusals.of(failure);
            if (refusal.isEmpty()) {
                throw failure;
            }
            refusals.record(name, event.getIdentifier(), refusal.get());
        };
    }
}
