package dev.switchover.local.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the role endpoint 1,000 times a second, as followers would, and counts each answer from when it should have been
 * asked for. Then moves a role 50 times, and says how long after the commit each of two instances answered the new one.
 */
final class RolesBench implements Bench {

    private static final int PER_SECOND = 1_000;
    private static final int SECONDS = 30;
    private static final int WARM_UP_SECONDS = 5;
    private static final int MOVES = 50;
    private static final String ROLE = "/roles/bench/";

    @Override
    public String name() {
        return "roles";
    }

    @Override
    public Map<String, Object> measure(Site site) throws Exception {
        var figures = new LinkedHashMap<String, Object>();
        try (var client = HttpClient.newHttpClient();
                var second = SecondInstance.start(site)) {
            move(site, "a", 1);
            var first = site.suite().record().address("resilience");
            untilOwner(client, first, "a");
            untilOwner(client, second.address(), "a");
            load(client, first, WARM_UP_SECONDS);
            site.tell().accept("warmed up; now " + PER_SECOND + " requests a second for " + SECONDS + " s");
            figures.put("requestsPerSecond", PER_SECOND);
            figures.put("requests", PER_SECOND * SECONDS);
            put(figures, "answer", load(client, first, SECONDS));
            figures.put("answerP99AimMillis", 5);
            put(figures, "changeOnSameInstance", changes(client, site, first, 2));
            figures.put("sameInstanceAimMillis", 100);
            put(figures, "changeOnSecondInstance", changes(client, site, second.address(), 2 + MOVES));
            figures.put("secondInstanceAimMillis", 250);
        }
        return figures;
    }

    private static void put(Map<String, Object> figures, String what, long[] nanos) {
        Arrays.sort(nanos);
        figures.put(what + "P50Millis", nanos[nanos.length / 2] / 1e6);
        figures.put(what + "P99Millis", nanos[nanos.length * 99 / 100] / 1e6);
        figures.put(what + "MaxMillis", nanos[nanos.length - 1] / 1e6);
    }

    /** An answer that is late delays no other request: each has its own time, and is sent without waiting. */
    private static long[] load(HttpClient client, String service, int seconds) {
        var request = HttpRequest.newBuilder(URI.create(service + ROLE + "a")).build();
        var nanos = new long[PER_SECOND * seconds];
        var start = System.nanoTime();
        var answers = new CompletableFuture<?>[nanos.length];
        for (int i = 0; i < nanos.length; i++) {
            var number = i;
            var due = start + i * 1_000_000_000L / PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            answers[i] = client.sendAsync(request, BodyHandlers.ofString()).thenAccept(answer -> {
                nanos[number] = System.nanoTime() - due;
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("answered " + answer.statusCode());
                }
            });
        }
        CompletableFuture.allOf(answers).join();
        return nanos;
    }

    private static long[] changes(HttpClient client, Site site, String service, long firstEpoch) throws Exception {
        var nanos = new long[MOVES];
        for (int i = 0; i < MOVES; i++) {
            var node = i % 2 == 0 ? "b" : "a";
            move(site, node, firstEpoch + i);
            var committed = System.nanoTime();
            untilOwner(client, service, node);
            nanos[i] = System.nanoTime() - committed;
        }
        return nanos;
    }

    private static void untilOwner(HttpClient client, String service, String node) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service + ROLE + node))
                .method("HEAD", BodyPublishers.noBody())
                .build();
        while (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
            LockSupport.parkNanos(500_000);
        }
    }

    private static void move(Site site, String owner, long epoch) throws SQLException {
        try (var connection = site.suite().database("resilience").connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update claims.role set role = 'NONE' where deployment = 'bench'");
            statement.execute("""
                    insert into claims.role (deployment, node, "group", role, epoch, since)
                    values ('bench', '%s', 'services', 'OWNER', %d, now())
                    on conflict (deployment, node, "group") do update
                    set role = excluded.role, epoch = excluded.epoch, since = excluded.since
                    """.formatted(owner, epoch));
            connection.commit();
        }
    }
}
