package dev.switchover.eventstore.gauntlet;

import dev.switchover.eventstore.gauntlet.Writer.Committed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One schedule, carried out on one store. */
final class Run {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What was found: complaints, if any; events that were committed but never delivered; delays until delivery. */
    record Result(List<String> complaints, Set<String> lost, List<Duration> delays) {}

    private final Arena arena;
    private final Schedule schedule;
    private final Subject subject;
    private final Duration patience;
    private final List<String> complaints = new ArrayList<>();

    private Run(Arena arena, Schedule schedule, Subject subject, Duration patience) {
        this.arena = arena;
        this.schedule = schedule;
        this.subject = subject;
        this.patience = patience;
    }

    static Result own(Arena arena, Schedule schedule) throws Exception {
        try (var store = new OwnStore(arena, schedule)) {
            var run = new Run(arena, schedule, store, PATIENCE);
            var result = run.carryOut();
            run.checkOrder(store);
            return result;
        }
    }

    /** Axon's engine has no complaints made about it; only what it loses counts. */
    static Result stock(Arena arena, Schedule schedule) throws Exception {
        try (var store = new StockStore(arena, schedule)) {
            return new Run(arena, schedule, store, Duration.ofSeconds(1)).carryOut();
        }
    }

    private Result carryOut() throws Exception {
        var committed = new ArrayList<Committed>();
        try (var foreign = arena.connect();
                var writers = Executors.newCachedThreadPool()) {
            if (schedule.foreignTransaction()) {
                hold(foreign);
            }
            write(writers, committed);
            var lost = undelivered();
            return new Result(complaints, lost, delays(committed));
        }
    }

    private void write(ExecutorService writers, List<Committed> committed) throws Exception {
        var work = new ArrayList<Writer>();
        for (var plan : schedule.writers()) {
            work.add(new Writer(arena, subject, plan, work.size()));
        }
        var aborted = new ArrayList<String>();
        for (var outcome : writers.invokeAll(work)) {
            committed.addAll(outcome.get().committed());
            aborted.addAll(outcome.get().aborted());
        }
        var stored = Set.copyOf(subject.storedEvents());
        complainIf(aborted.stream().anyMatch(stored::contains), "an aborted event is stored");
        complainIf(
                !committed.stream().map(Committed::event).allMatch(stored::contains),
                "a committed event is not stored");
    }

    /** Waits until every follower has everything; what is missing then never comes. */
    private Set<String> undelivered() throws InterruptedException {
        var stored = subject.storedEvents();
        long end = System.nanoTime() + patience.toNanos();
        var missing = missing(stored);
        while (!missing.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(5);
            missing = missing(stored);
        }
        return missing;
    }

    private Set<String> missing(List<String> stored) {
        var missing = new HashSet<String>();
        for (var follower : subject.followers()) {
            stored.stream().filter(event -> !follower.has(event)).forEach(missing::add);
        }
        return missing;
    }

    private List<Duration> delays(List<Committed> committed) {
        return committed.stream()
                .map(event -> Duration.ofNanos(firstDelivery(event) - event.nanos()))
                .toList();
    }

    private long firstDelivery(Committed event) {
        return subject.followers().stream()
                .mapToLong(follower -> follower.timeOf(event.event()))
                .min()
                .orElseThrow();
    }

    private void checkOrder(OwnStore store) {
        var log = store.log();
        for (var follower : store.followers()) {
            var next = new HashMap<String, Long>();
            var delivered = follower.delivered();
            for (int i = 0; i < delivered.size(); i++) {
                var event = delivered.get(i);
                complainIf(event.position() != i + 1, "delivery " + (i + 1) + " had position " + event.position());
                long expected = next.getOrDefault(event.aggregate(), 0L);
                complainIf(event.sequence() != expected, event.aggregate() + " came out of order at " + expected);
                next.put(event.aggregate(), event.sequence() + 1);
            }
            var seen = delivered.stream()
                    .map(event -> event.position() + " " + event.event())
                    .toList();
            complainIf(!seen.equals(log), "what was delivered is not what the log holds in the end");
        }
    }

    private void complainIf(boolean wrong, String complaint) {
        if (wrong) {
            complaints.add(complaint);
        }
    }

    private static void hold(Connection foreign) throws SQLException {
        foreign.setAutoCommit(false);
        foreign.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = foreign.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
    }
}
