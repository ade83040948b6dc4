package dev.switchover.kit.processor;

import dev.switchover.kit.axon.Processors;
import dev.switchover.kit.axon.StreamingProcessor;
import dev.switchover.kit.axon.StreamingProcessors;
import dev.switchover.kit.view.ShadowTables;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Takes part in every replay that is running, whichever instance it was asked of; so one survives the death of any. Also
 * takes up segments that nobody is at work on: Axon leaves them alone for up to a minute after repeated errors.
 */
@Singleton
class ReplayWork {

    private static final long LOOK_MILLIS = 500;
    private static final int TAKE_UP_EVERY = 10;

    private final Processors processors;
    private final StreamingProcessors streaming;
    private final Replays replays;
    private final ReplayTable table;
    private final StoredTokens tokens;
    private final Map<String, StreamingProcessor> running = new HashMap<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("replays").daemon().factory());
    private int looks;

    ReplayWork(
            Processors processors,
            StreamingProcessors streaming,
            Replays replays,
            ReplayTable table,
            StoredTokens tokens) {
        this.processors = processors;
        this.streaming = streaming;
        this.replays = replays;
        this.table = table;
        this.tokens = tokens;
    }

    void start(@Observes @Priority(20_000) StartupEvent started) {
        var unused = clockwork.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(1) ShutdownEvent stopping) {
        clockwork.shutdownNow();
        running.values().forEach(replay -> replay.stop().join());
    }

    private void look() {
        try {
            var wanted = Set.copyOf(table.running());
            wanted.forEach(this::join);
            wanted.forEach(this::endIfCaughtUp);
            if (!running.isEmpty()) {
                leaveAllBut(Set.copyOf(table.running()));
            }
            if (++looks % TAKE_UP_EVERY == 0) {
                processors.streams().forEach(this::takeUpForsaken);
                running.values().forEach(this::takeUpForsaken);
            }
        } catch (RuntimeException e) {
            Log.debugf("Replays are looked after again soon: %s", e.getMessage());
        }
    }

    private void join(String name) {
        if (running.containsKey(name)) {
            return;
        }
        processors.stream(name).ifPresent(view -> {
            var handler = Objects.requireNonNull(view.projection()).apply(new ShadowTables());
            var segments = tokens.of(Replays.replayOf(name)).size();
            var replay = streaming.replay(Replays.replayOf(name), handler, segments);
            replay.start();
            running.put(name, replay);
        });
    }

    private void endIfCaughtUp(String name) {
        try {
            if (replays.endIfCaughtUp(name)) {
                processors.stream(name).ifPresent(ReplayWork::goOnFromNewTokens);
            }
        } catch (RuntimeException e) {
            Log.debugf("%s is put in place a little later: %s", name, e.getMessage());
        }
    }

    private void leaveAllBut(Set<String> wanted) {
        running.entrySet().removeIf(entry -> {
            if (wanted.contains(entry.getKey())) {
                return false;
            }
            entry.getValue().stop().join();
            return true;
        });
    }

    private void takeUpForsaken(StreamingProcessor stream) {
        stream.takeUp(tokens.of(stream.name()).stream()
                .filter(segment -> segment.owner() == null)
                .map(SegmentPosition::segment)
                .collect(Collectors.toSet()));
    }

    private static void goOnFromNewTokens(StreamingProcessor view) {
        var processor = view.processor();
        Set.copyOf(processor.processingStatus().keySet()).forEach(segment -> {
            processor.releaseSegment(segment, 0, TimeUnit.MILLISECONDS);
            var unused = processor.claimSegment(segment);
        });
    }
}
