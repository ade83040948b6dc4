package dev.switchover.kit.processor;

import dev.switchover.eventstore.PostgresEventStore;
import dev.switchover.kit.axon.Appended;
import dev.switchover.kit.axon.Processors;
import dev.switchover.kit.axon.StreamingProcessor;
import dev.switchover.kit.axon.StreamingProcessor.Kind;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;

/** Lets whoever wrote wait until the views show it. */
@Singleton
public class ReadYourWrites {

    private static final long LOOK_NANOS = 2_000_000;
    private static final int PROCESSORS_RUN = 15_000;
    private static final Duration TO_CATCH_UP = Duration.ofSeconds(5);

    private final Appended appended;
    private final PostgresEventStore events;
    private final Processors processors;
    private final StoredTokens tokens;

    ReadYourWrites(Appended appended, PostgresEventStore events, Processors processors, StoredTokens tokens) {
        this.appended = appended;
        this.events = events;
        this.processors = processors;
        this.tokens = tokens;
    }

    /** No port opens before the views show what was there, as long as that takes no longer than a moment. */
    void start(@Observes @Priority(PROCESSORS_RUN) StartupEvent started) {
        if (!until(System.nanoTime() + TO_CATCH_UP.toNanos(), this::showWhatWasThere)) {
            Log.info("The views lag behind the log at the start; what they do not show yet is not denied");
        }
    }

    private boolean showWhatWasThere() {
        var head = settledHead();
        return head.isPresent() && views().allMatch(view -> isPast(view, head.getAsLong()));
    }

    /**
     * The position of what the current request appended, as soon as the views that follow it show it, or when the patience
     * ends. Empty if nothing was appended, or it has no position yet.
     */
    public OptionalLong awaitOwn(Duration patience) {
        var own = appended.events();
        if (own.isEmpty()) {
            return OptionalLong.empty();
        }
        var end = System.nanoTime() + patience.toNanos();
        var position = positionOf(own, patience);
        position.ifPresent(reached -> until(end, () -> own.stream().allMatch(event -> isShown(event, reached))));
        return position;
    }

    /** Where the log's head was about a second ago; empty in the first moment, when nobody has looked yet. */
    public OptionalLong settledHead() {
        return events.settledHead();
    }

    /** Whether all views show everything up to the position before the patience ends. */
    public boolean await(long position, Duration patience) {
        return until(System.nanoTime() + patience.toNanos(), () -> views().allMatch(view -> isPast(view, position)));
    }

    private OptionalLong positionOf(List<DomainEventMessage<?>> own, Duration patience) {
        try {
            return events.positionOf(
                    own.stream().map(DomainEventMessage::getIdentifier).toList(), patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private boolean isShown(DomainEventMessage<?> event, long position) {
        return views().filter(view -> view.follows(event.getPayloadType()))
                .allMatch(view -> isPast(view, event.getAggregateIdentifier(), position));
    }

    private boolean isPast(StreamingProcessor view, String aggregateId, long position) {
        return view.processor().processingStatus().values().stream()
                .filter(own -> own.getSegment().matches(Objects.hashCode(aggregateId)))
                .findFirst()
                .map(own -> isPast(own, position))
                .orElseGet(() -> isPastElsewhere(view, aggregateId, position));
    }

    private boolean isPastElsewhere(StreamingProcessor view, String aggregateId, long position) {
        var stored = tokens.of(view.name());
        var all = stored.stream().mapToInt(SegmentPosition::segment).toArray();
        return stored.stream()
                .filter(token -> Segment.computeSegment(token.segment(), all).matches(Objects.hashCode(aggregateId)))
                .allMatch(token -> token.position() >= position);
    }

    private boolean isPast(StreamingProcessor view, long position) {
        var own = view.processor().processingStatus();
        return own.values().stream().allMatch(segment -> isPast(segment, position))
                && tokens.of(view.name()).stream()
                        .filter(stored -> !own.containsKey(stored.segment()))
                        .allMatch(stored -> stored.position() >= position);
    }

    private static boolean isPast(EventTrackerStatus own, long position) {
        return own.getCurrentPosition().orElse(0) >= position;
    }

    private Stream<StreamingProcessor> views() {
        return processors.streams().stream().filter(stream -> stream.kind() == Kind.VIEW);
    }

    private static boolean until(long end, BooleanSupplier reached) {
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
