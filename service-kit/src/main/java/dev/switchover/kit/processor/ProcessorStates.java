package dev.switchover.kit.processor;

import dev.switchover.kit.axon.Processors;
import dev.switchover.kit.axon.StreamingProcessor;
import dev.switchover.kit.processor.ProcessorState.Replay;
import dev.switchover.kit.processor.ProcessorState.Segment;
import jakarta.inject.Singleton;
import java.util.List;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Looks up where all processors stand, whichever instances work on them. */
@Singleton
public class ProcessorStates {

    private final Processors processors;
    private final StoredTokens tokens;
    private final ReplayTable replays;
    private final EventStore events;

    ProcessorStates(Processors processors, StoredTokens tokens, ReplayTable replays, EventStore events) {
        this.processors = processors;
        this.tokens = tokens;
        this.replays = replays;
        this.events = events;
    }

    public List<ProcessorState> all() {
        var head = events.createHeadToken().position().orElse(0);
        var stored = tokens.all();
        return processors.streams().stream()
                .map(stream -> state(stream, head, stored))
                .toList();
    }

    private ProcessorState state(StreamingProcessor stream, long head, List<SegmentPosition> stored) {
        var segments = stored.stream()
                .filter(segment -> segment.processor().equals(stream.name()))
                .map(segment -> freshest(stream, segment))
                .toList();
        var position = segments.stream().mapToLong(Segment::position).min().orElse(0);
        return new ProcessorState(
                stream.name(),
                stream.kind(),
                position,
                head,
                Math.max(0, head - position),
                stream.trouble().orElse(null),
                replay(stream.name(), stored),
                segments);
    }

    /** A token is stored now and then; what this instance works on it knows better. */
    private static Segment freshest(StreamingProcessor stream, SegmentPosition stored) {
        var own = stream.processor().processingStatus().get(stored.segment());
        var position = own == null ? stored.position() : Math.max(stored.position(), position(own));
        return new Segment(stored.segment(), position, stored.owner());
    }

    private static long position(EventTrackerStatus status) {
        return status.getCurrentPosition().orElse(0);
    }

    private @Nullable Replay replay(String name, List<SegmentPosition> stored) {
        var position = stored.stream()
                .filter(segment -> segment.processor().equals(Replays.replayOf(name)))
                .mapToLong(SegmentPosition::position)
                .min()
                .orElse(0);
        return replays.last(name)
                .map(row -> new Replay(
                        row.id(),
                        row.isRunning(),
                        row.isRunning() ? position : row.position(),
                        row.requestedAt(),
                        row.endedAt()))
                .orElse(null);
    }
}
