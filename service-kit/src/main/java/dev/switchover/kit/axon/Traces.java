package dev.switchover.kit.axon;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Carries a trace as a W3C {@code traceparent} through events and notices, and its id into the log. */
public final class Traces {

    public static final String TRACEPARENT = "traceparent";

    private static final String TRACE_ID = "traceId";

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
        var before = MDC.get(TRACE_ID);
        var scope = span.makeCurrent();
        try {
            MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
            return work.call();
        } catch (Exception e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            scope.close();
            restore(before);
            span.end();
        }
    }

    private static void restore(@Nullable Object before) {
        if (before == null) {
            MDC.remove(TRACE_ID);
        } else {
            MDC.put(TRACE_ID, before);
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
