package dev.switchover.kit.axon;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** What is being handled shows in traces and logs: the trace of the message, and the aggregate it is about. */
public final class Observed {

    private static final String AGGREGATE = "aggregateId";
    private static final AnnotationCommandTargetResolver TARGETS =
            AnnotationCommandTargetResolver.builder().build();

    private Observed() {}

    static MessageHandlerInterceptor<CommandMessage<?>> commands() {
        return (unit, chain) -> {
            var command = unit.getMessage();
            return about(target(command), command, "command " + simpleName(command), chain);
        };
    }

    static MessageHandlerInterceptor<EventMessage<?>> events(String processor) {
        return (unit, chain) -> {
            var event = unit.getMessage();
            var source = event instanceof DomainEventMessage<?> inStream ? inStream.getAggregateIdentifier() : null;
            return about(source, event, processor + " " + simpleName(event), chain);
        };
    }

    /** The aggregate that what is being handled is about. */
    public static @Nullable String aggregate() {
        return MDC.get(AGGREGATE) instanceof String id ? id : null;
    }

    /** Runs the work as a span of the given trace, about the given aggregate. */
    public static <T extends @Nullable Object> T within(
            @Nullable String traceparent, @Nullable String aggregate, String name, Callable<T> work) throws Exception {
        var before = aggregate();
        put(aggregate == null ? before : aggregate);
        try {
            return Traces.within(traceparent, name, work);
        } finally {
            put(before);
        }
    }

    private static @Nullable Object about(
            @Nullable String aggregate, Message<?> message, String name, InterceptorChain chain) throws Exception {
        var trace = message.getMetaData().get(Traces.TRACEPARENT);
        return within(Objects.toString(trace, null), aggregate, name, chain::proceed);
    }

    private static void put(@Nullable String aggregate) {
        if (aggregate == null) {
            MDC.remove(AGGREGATE);
        } else {
            MDC.put(AGGREGATE, aggregate);
        }
    }

    private static @Nullable String target(CommandMessage<?> command) {
        try {
            return TARGETS.resolveTarget(command).getIdentifier();
        } catch (IllegalArgumentException e) {
            return null; // decided outside an aggregate
        }
    }

    private static String simpleName(Message<?> message) {
        return message.getPayloadType().getSimpleName();
    }
}
