package dev.switchover.kit.axon;

import dev.switchover.kit.view.ViewTables;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/** A processor that follows the log, and what it is for. Views alone can make their projection anew. */
public record StreamingProcessor(
        String name,
        Kind kind,
        PooledStreamingEventProcessor processor,
        Set<Class<?>> families,
        @Nullable Function<ViewTables, Object> projection) {

    public enum Kind {
        VIEW,
        POLICY,
        NOTICES,
        REPLAY
    }

    public void start() {
        processor.start();
    }

    /** Finishes the batch it is in. */
    public CompletableFuture<Void> stop() {
        return processor.shutdownAsync();
    }

    /** Whether events of this class are any of its business. */
    public boolean follows(Class<?> event) {
        return families.stream().anyMatch(family -> family.isAssignableFrom(event));
    }
}
