package dev.switchover.kit.axon;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Carries a trace as a W3C {@code traceparent} through events and notices, and its id into the log. */
public final class Traces {

    public static final String TRACEPARENT = "traceparent";

    private static final String TRACE_ID = "traceId";
    private static final String SPAN_ID = "spanId";

    private Traces() {}

    /** The current trace as a {@code traceparent}, if there is one. */
    public static @Nullable String current() {
        var carrier = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, Map::put);
        return carrier.get(TRACEPARENT);
    }

    /** Runs the work as a span of the given trace; of the current one if none is given. */
    public static <T extends @Nullable Object> T within(@Nullable String traceparent, String name, Callable<T> work)
            throws Exception {
        var parent = traceparent == null
                ? Context.current()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.current(), Map.of(TRACEPARENT, traceparent), new FromMap());
        var span = GlobalOpenTelemetry.getTracer("dev.switchover.kit")
                .spanBuilder(name)
                .setParent(parent)
                .startSpan();
        var before = List.of(Objects.toString(MDC.get(TRACE_ID), ""), Objects.toString(MDC.get(SPAN_ID), ""));
        var scope = span.makeCurrent();
        try {
            show(TRACE_ID, span.getSpanContext().getTraceId());
            show(SPAN_ID, span.getSpanContext().getSpanId());
            return work.call();
        } catch (Exception e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            scope.close();
            show(TRACE_ID, before.getFirst());
            show(SPAN_ID, before.getLast());
            span.end();
        }
    }

    private static void show(String field, String value) {
        if (value.isEmpty()) {
            MDC.remove(field);
        } else {
            MDC.put(field, value);
        }
    }

    private static final class FromMap implements TextMapGetter<Map<String, String>> {

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
