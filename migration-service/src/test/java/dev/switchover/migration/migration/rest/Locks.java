package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** Requests that meet a transaction under way. */
final class Locks {

    private Locks() {}

    /** Sends the requests, and returns when each waits for a lock of the calling thread's transaction. */
    static List<CompletableFuture<Answer>> whileOthersWait(Jdbi database, List<Supplier<Answer>> requests) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var sent = requests.stream()
                .map(request -> CompletableFuture.supplyAsync(request, threads))
                .toList();
        untilSomeWait(database, requests.size());
        return sent;
    }

    /** Until so many wait for a lock of the calling thread's transaction. */
    static void untilSomeWait(Jdbi database, int count) {
        Eventually.holds(() -> assertThat(waiting(database)).isEqualTo(count));
    }

    private static int waiting(Jdbi database) {
        return database.withHandle(
                handle -> handle.createQuery("""
                        select count(distinct pid) from pg_locks
                         where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))
                        """).mapTo(int.class).one());
    }
}
