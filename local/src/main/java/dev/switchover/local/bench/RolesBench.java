package dev.switchover.local.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Has followers ask the role endpoint 1,000 times a second, and counts each answer from when it should have been asked for.
 * Then moves a role 50 times, and says how long after the commit each of two instances answered the new one.
 */
final class RolesBench implements Bench {

    private static final int PER_SECOND = 1_000;
    private static final int SECONDS = 30;
    private static final int WARM_UP_SECONDS = 15;
    private static final int FOLLOWERS = 50;
    private static final int MOVES = 50;
    private static final String ROLE = "/roles/bench/";

    @Override
    public String name() {
        return "roles";
    }

    @Override
    public Map<String, Object> measure(Site site) throws Exception {
        var figures = new LinkedHashMap<String, Object>();
        try (var client = HttpClient.newHttpClient()) {
            move(site, "a", 1);
            var first = site.suite().record().address("resilience");
            untilOwner(client, first, "a");
            answers(figures, site, URI.create(first + ROLE + "a"));
            put(figures, "changeOnSameInstance", changes(client, site, first, 2));
            figures.put("sameInstanceAimMillis", 100);
            try (var second = SecondInstance.start(site)) {
                put(figures, "changeOnSecondInstance", changes(client, site, second.address(), 2 + MOVES));
                figures.put("secondInstanceAimMillis", 250);
            }
        }
        return figures;
    }

    private static void answers(Map<String, Object> figures, Site site, URI role) throws Exception {
        load(role, WARM_UP_SECONDS);
        site.tell().accept("warmed up; now " + PER_SECOND + " requests a second for " + SECONDS + " s");
        figures.put("requestsPerSecond", PER_SECOND);
        figures.put("requests", PER_SECOND * SECONDS);
        put(figures, "answer", load(role, SECONDS));
        figures.put("answerP99AimMillis", 5);
    }

    private static void put(Map<String, Object> figures, String what, long[] nanos) {
        Arrays.sort(nanos);
        figures.put(what + "P50Millis", nanos[nanos.length / 2] / 1e6);
        figures.put(what + "P99Millis", nanos[nanos.length * 99 / 100] / 1e6);
        figures.put(what + "MaxMillis", nanos[nanos.length - 1] / 1e6);
    }

    /** Each request has a time of its own; one that waits for an answer before it is late, and counts so. */
    private static long[] load(URI role, int seconds) throws Exception {
        var nanos = new long[PER_SECOND * seconds];
        var start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(FOLLOWERS)) {
            var all = new ArrayList<Future<Integer>>();
            for (int follower = 0; follower < FOLLOWERS; follower++) {
                var first = follower;
                all.add(threads.submit(() -> follow(role, start, first, nanos)));
            }
            for (var one : all) {
                one.get();
            }
        }
        return nanos;
    }

    /** Returns how often it asked. */
    private static int follow(URI role, long start, int first, long[] nanos) throws IOException {
        var asked = 0;
        try (var follower = new Follower(role)) {
            for (int i = first; i < nanos.length; i += FOLLOWERS) {
                var due = start + i * 1_000_000_000L / PER_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var status = follower.ask();
                asked++;
                nanos[i] = System.nanoTime() - due;
                if (status != 200) {
                    throw new IOException("answered " + status);
                }
            }
        }
        return asked;
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
