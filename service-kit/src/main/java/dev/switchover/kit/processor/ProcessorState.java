package dev.switchover.kit.processor;

import dev.switchover.kit.axon.StreamingProcessor.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a processor stands: {@code position} is that of its hindmost segment. */
public record ProcessorState(
        String name,
        Kind kind,
        long position,
        long head,
        long lag,
        @Nullable String error,
        @Nullable Replay replay,
        List<Segment> segments) {

    /** A segment and the instance that works on it. */
    public record Segment(
            int segment, long position, @Nullable String owner) {}

    /** The last rebuilding of a view, an operation; {@code position} counts up to {@code head} while it runs. */
    public record Replay(
            String operation,
            boolean replaying,
            long position,
            Instant requestedAt,
            @Nullable Instant endedAt) {}
}
