package dev.switchover.eventstore.gauntlet;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What happens in one run, made of nothing but its seed.
 *
 * @param foreignTransaction whether somebody else's write transaction stays open from beginning to end
 * @param eventsPerStep the most that a sequencer's step may take, so that commits are cut in two
 * @param faults how likely each call of a sequencer to the database is struck, in percent
 */
record Schedule(long seed, List<Plan> writers, boolean foreignTransaction, int eventsPerStep, int faults) {

    /** How a transaction ends. */
    enum Ending {
        COMMIT,
        ROLLBACK,
        KILLED
    }

    /** What a writer does: its clock is off by that much from the first transaction to the last. */
    record Plan(Duration clockOffset, List<Transaction> transactions) {}

    /** Events on some aggregates, in the order of their names so that writers do not lock each other out; then a stall. */
    record Transaction(Duration before, TreeMap<String, Integer> events, Duration stall, Ending ending) {}

    static Schedule of(long seed) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        random.nextInt();
        int aggregates = 2 + random.nextInt(3);
        var writers = Stream.generate(() -> plan(random, aggregates))
                .limit(3 + random.nextInt(3))
                .toList();
        var steps = List.of(1, 3, 7, 10_000);
        return new Schedule(
                seed,
                writers,
                random.nextInt(100) < 40,
                steps.get(random.nextInt(steps.size())),
                random.nextInt(100) < 60 ? 3 * random.nextInt(15) : 0);
    }

    private static Plan plan(Random random, int aggregates) {
        var offsets = List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1), Duration.ofSeconds(-61));
        var offset = offsets.get(random.nextInt(offsets.size()));
        int count = 2 + random.nextInt(4);
        int longStall = random.nextInt(100) < 50 ? random.nextInt(count) : -1;
        return new Plan(
                offset,
                IntStream.range(0, count)
                        .mapToObj(i -> transaction(random, aggregates, i == longStall))
                        .toList());
    }

    private static Transaction transaction(Random random, int aggregates, boolean longStall) {
        var events = new TreeMap<String, Integer>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            events.put("thing/" + random.nextInt(aggregates), 1 + random.nextInt(3));
        }
        int fate = random.nextInt(100);
        return new Transaction(
                Duration.ofMillis(random.nextInt(30)),
                events,
                Duration.ofMillis(longStall ? 550 + random.nextInt(350) : random.nextInt(30)),
                fate < 70 ? Ending.COMMIT : fate < 85 ? Ending.ROLLBACK : Ending.KILLED);
    }
}
