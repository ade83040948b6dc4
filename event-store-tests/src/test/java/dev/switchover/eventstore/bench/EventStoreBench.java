package dev.switchover.eventstore.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.switchover.embedded.Directories;
import dev.switchover.embedded.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Measures our store against Axon's own ({@code JdbcEventStorageEngine} with its defaults) in one run on one PostgreSQL with
 * fsync and synchronous_commit on; prints ratios and writes them to {@code .switchover/bench/event-store.json}.
 *
 * <p>It needs this module's test classes and their class path; from the root of the repository:
 * {@code java -cp 'event-store/target/test-classes:event-store/target/classes:…' dev.switchover.eventstore.bench.EventStoreBench}.
 * System properties: {@code bench.rounds} (5), {@code bench.events} to read and replay (60000), {@code switchover.root}.
 * Arguments name the {@link Part}s to measure; without any, all are measured and the figures written down.
 */
public final class EventStoreBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int EVENTS = Integer.getInteger("bench.events", 60_000);

    /** What can be measured alone. */
    enum Part {
        APPEND,
        COMMAND,
        READ,
        REPLAY,
        VIEW,
        KAFKA
    }

    private final Path home;
    private final Set<Part> parts;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private EventStoreBench(Path home, Set<Part> parts) {
        this.home = home;
        this.parts = parts;
    }

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING); // figures are the output
        var parts = arguments.length == 0
                ? EnumSet.allOf(Part.class)
                : EnumSet.copyOf(Stream.of(arguments).map(Part::valueOf).toList());
        var home = Files.createTempDirectory("switchover-bench-");
        var ours = PostgresServer.Settings.forTests(home.resolve("postgres"));
        var durable = new PostgresServer.Settings(ours.home(), ours.binaries(), 0, ours.password(), true);
        try (var server = PostgresServer.start(durable)) {
            new EventStoreBench(home, parts).run(server);
        } finally {
            Directories.delete(home);
        }
        System.exit(0);
    }

    private void run(PostgresServer server) throws Exception {
        System.out.printf("Medians of %d rounds, the first one dropped; slices of %s.%n", ROUNDS, Load.SLICE);
        if (wants(Part.APPEND, Part.COMMAND)) {
            write(server);
        }
        if (wants(Part.READ, Part.REPLAY)) {
            read(server);
        }
        if (wants(Part.VIEW, Part.KAFKA)) {
            follow(server);
        }
        if (parts.size() == Part.values().length) {
            report();
        }
    }

    private boolean wants(Part... some) {
        return Stream.of(some).anyMatch(parts::contains);
    }

    private void write(PostgresServer server) throws Exception {
        try (var stock = new StockSide(server.database("stock_written"));
                var own = new OwnSide(server.database("own_written"));
                var writing = new Writing(stock, own)) {
            if (wants(Part.APPEND)) {
                figures.put("appendRatio1", writing.append(1, ROUNDS).ratio());
                figures.put("appendRatio16", writing.append(16, ROUNDS).ratio());
            }
            if (wants(Part.COMMAND)) {
                figures.put("commandRatio1", writing.command(1, ROUNDS).ratio());
                figures.put("commandRatio16", writing.command(16, ROUNDS).ratio());
            }
        }
    }

    private void read(PostgresServer server) throws Exception {
        try (var stock = new StockSide(server.database("stock_read"));
                var own = new OwnSide(server.database("own_read"))) {
            var reading = new Reading(stock, own, EVENTS);
            if (wants(Part.READ)) {
                figures.put("readRatio", reading.stream(ROUNDS).ratio());
            }
            if (wants(Part.REPLAY)) {
                var replaying = new Replaying(stock, own, EVENTS);
                figures.put(
                        "replayRatioDefault", replaying.againstDefault(ROUNDS).ratio());
                figures.put("replayRatioTuned", replaying.againstTuned(ROUNDS).ratio());
            }
        }
    }

    private void follow(PostgresServer server) throws Exception {
        try (var own = new OwnSide(server.database("own_followed"))) {
            var following = new Following(own);
            if (wants(Part.VIEW)) {
                note("viewMs", "command to view, one instance", following.view());
            }
            if (wants(Part.KAFKA)) {
                note("kafkaMs", "command to Kafka consumer, two processes", following.kafka(home.resolve("kafka")));
            }
        }
    }

    private void note(String key, String title, Latency latency) {
        figures.put(key, latency.asMap());
        System.out.printf("%s: p50 %.1f ms, p99 %.1f ms%n", title, latency.p50(), latency.p99());
    }

    private void report() throws Exception {
        var root = Path.of(System.getProperty("switchover.root", "."));
        var file = Files.createDirectories(root.resolve(".switchover/bench")).resolve("event-store.json");
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), figures);
        System.out.println("Written to " + file);
    }
}
