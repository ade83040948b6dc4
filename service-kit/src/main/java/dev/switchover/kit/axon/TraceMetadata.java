package dev.switchover.kit.axon;

import jakarta.inject.Singleton;
import java.util.Map;

/** Binds each command, and so its events, to the trace of the request behind it. */
@Singleton
class TraceMetadata implements CommandMetadata {

    @Override
    public Map<String, String> current() {
        var trace = Traces.current();
        return trace == null ? Map.of() : Map.of(Traces.TRACEPARENT, trace);
    }
}
