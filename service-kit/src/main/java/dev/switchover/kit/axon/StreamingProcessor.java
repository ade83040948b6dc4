package dev.switchover.kit.axon;

import dev.switchover.kit.view.ViewTables;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/** A processor that follows the log, and what it is for. */
public record StreamingProcessor(
        String name,
        Kind kind,
        PooledStreamingEventProcessor processor,
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

    public CompletableFuture<Void> stop() {
        return processor.shutdownAsync();
    }
}
