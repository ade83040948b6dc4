package dev.switchover.kit.axon;

import dev.switchover.kit.view.ViewTables;
import java.util.Optional;
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
        Troubles troubles,
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

    /** What it last failed at, as long as it has not got over it. */
    public Optional<String> trouble() {
        return troubles.first();
    }

    /** Takes up now those of the segments that it is not at work on; Axon may leave them alone for a minute. */
    public void takeUp(Set<Integer> segments) {
        var atWork = processor.processingStatus().keySet();
        segments.stream().filter(segment -> !atWork.contains(segment)).forEach(segment -> {
            var unused = processor.claimSegment(segment);
        });
    }
}
