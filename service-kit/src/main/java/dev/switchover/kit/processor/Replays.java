package dev.switchover.kit.processor;

import dev.switchover.kit.axon.JtaTransactions;
import dev.switchover.kit.axon.Processors;
import dev.switchover.kit.axon.StreamingProcessor;
import dev.switchover.kit.axon.StreamingProcessor.Kind;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.processor.ReplayTable.State;
import dev.switchover.kit.view.ShadowTables;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Begins replays, gives them up, and ends them by putting the rebuilt tables in the place of the old. */
@Singleton
class Replays {

    /** How the processor of a replay is named, after that of the view. */
    static final String REPLAY = "-replay";

    private final Processors processors;
    private final JtaTransactions transactions;
    private final TokenStore tokenStore;
    private final EventStore events;
    private final StoredTokens tokens;
    private final ReplayTable replays;
    private final Jdbi database;
    private final Clock clock;

    Replays(
            Processors processors,
            JtaTransactions transactions,
            TokenStore tokenStore,
            EventStore events,
            StoredTokens tokens,
            ReplayTable replays,
            Jdbi database,
            Clock clock) {
        this.processors = processors;
        this.transactions = transactions;
        this.tokenStore = tokenStore;
        this.events = events;
        this.tokens = tokens;
        this.replays = replays;
        this.database = database;
        this.clock = clock;
    }

    static String replayOf(String processor) {
        return processor + REPLAY;
    }

    /**
     * Makes empty tables aside and tokens at the first event; the instances then start to work on them. Nothing if this
     * very request was heard before.
     */
    void begin(ReplayRequest request) {
        var name = request.processor();
        var shadow = new ShadowTables();
        var unused = Objects.requireNonNull(view(name).projection()).apply(shadow); // it only names its tables
        transactions.executeInTransaction(() -> database.useHandle(handle -> {
            if (!replays.begin(handle, request, shadow.asked(), clock.instant())) {
                refuseUnlessHeard(handle, request);
                return;
            }
            shadow.asked().forEach(table -> makeShadow(handle, table));
            tokens.delete(handle, replayOf(name));
            tokenStore.initializeTokenSegments(
                    replayOf(name), tokenStore.fetchSegments(name).length, events.createTailToken());
            Log.infof("Rebuilding %s", name);
        }));
    }

    private void refuseUnlessHeard(Handle handle, ReplayRequest request) {
        if (replays.lock(handle, request.id()).isEmpty()) {
            throw Rejection.conflict("replay-running", "%s is being rebuilt already.".formatted(request.processor()));
        }
    }

    /** Gives the replay up; the old tables stay. Table locks first, then token rows, as everywhere. */
    void cancel(String id) {
        transactions.executeInTransaction(() -> database.useHandle(handle -> {
            var replay = replays.lock(handle, id).orElseThrow();
            if (replay.state() == State.DONE) {
                throw Rejection.conflict("operation-cannot", "The replay has ended: its tables are in place.");
            }
            if (replay.isRunning()) {
                var position = position(replay.processor());
                replay.viewTables().forEach(table -> dropShadow(handle, table));
                tokens.delete(handle, replayOf(replay.processor()));
                replays.end(handle, id, State.CANCELLED, position, clock.instant());
                Log.infof("Gave up rebuilding %s", replay.processor());
            }
        }));
    }

    /** How far the replay of a view has come. */
    long position(String name) {
        return position(tokens.of(replayOf(name)));
    }

    private static long position(List<SegmentPosition> segments) {
        return segments.stream().mapToLong(SegmentPosition::position).min().orElse(0);
    }

    /**
     * Whether the replay has ended. Table locks first, then token rows: as the processors take them. Short waits only,
     * so that a query or a batch in the way makes us try again instead of everybody wait for us.
     */
    boolean endIfCaughtUp(String name) {
        return transactions.fetchInTransaction(() -> database.withHandle(handle -> {
            var replay = replays.lockRunning(handle, name);
            if (replay.isEmpty() || !isCaughtUp(handle, name, false)) {
                return false;
            }
            handle.execute("set local lock_timeout = '400ms'");
            replay.get().viewTables().forEach(table -> lock(handle, table));
            if (!isCaughtUp(handle, name, true)) {
                return false;
            }
            var position = position(name);
            replay.get().viewTables().forEach(table -> swap(handle, table));
            tokens.handOver(handle, replayOf(name), name);
            replays.end(handle, replay.get().id(), State.DONE, position, clock.instant());
            Log.infof("Rebuilt %s", name);
            return true;
        }));
    }

    private boolean isCaughtUp(Handle handle, String name, boolean lock) {
        var live = lock ? tokens.lock(handle, name) : tokens.of(name);
        var replay = lock ? tokens.lock(handle, replayOf(name)) : tokens.of(replayOf(name));
        return live.size() == replay.size()
                && live.stream().allMatch(old -> replay.stream()
                        .anyMatch(young -> young.segment() == old.segment() && young.position() >= old.position()));
    }

    private StreamingProcessor view(String name) {
        var found = processors.stream(name)
                .orElseThrow(
                        () -> Rejection.notFound("processor-unknown", "No processor is named %s.".formatted(name)));
        if (found.kind() != Kind.VIEW) {
            throw Rejection.conflict(
                    "processor-not-replayable",
                    "%s acts on the world or on others; only views are rebuilt.".formatted(name));
        }
        return found;
    }

    private static void makeShadow(Handle handle, String table) {
        dropShadow(handle, table);
        handle.execute("create table views.%1$s_replay (like views.%1$s including all)".formatted(table));
    }

    private static void dropShadow(Handle handle, String table) {
        handle.execute("drop table if exists views.%s_replay".formatted(table));
    }

    private static void lock(Handle handle, String table) {
        handle.execute("lock table views.%1$s, views.%1$s_replay in access exclusive mode".formatted(table));
    }

    private static void swap(Handle handle, String table) {
        handle.execute("drop table views.%s".formatted(table));
        handle.execute("alter table views.%1$s_replay rename to %1$s".formatted(table));
    }
}
