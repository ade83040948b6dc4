package dev.switchover.eventstore.gauntlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs seeded schedules against our store, and thirty of them against Axon's own.
 *
 * <p>{@code -Dgauntlet.seeds=0-9999} chooses the seeds, a single number one of them; {@code -Dswitchover.long=true}
 * means the former; a run that was cut off goes on where it was.
 */
@Tag("long")
class GapGauntletIT {

    private static final int AT_ONCE = Integer.getInteger("gauntlet.parallel", 16);
    private static final int BLOCK = 100;
    private static final int STOCK = 30;

    private static Arena arena;

    @BeforeAll
    static void open() {
        arena = new Arena();
    }

    @AfterAll
    static void close() {
        arena.close();
    }

    @Test
    void nothingIsLostDoubledOrMoved() throws Exception {
        var seeds = Seeds.chosen();
        var failures = new ArrayList<String>();
        var held = new ArrayList<Duration>();
        long started = System.nanoTime();
        for (long first = seeds.first(); first <= seeds.last(); first += BLOCK) {
            long last = Math.min(first + BLOCK - 1, seeds.last());
            for (var verdict : all(first, last, schedule -> Run.own(arena, schedule))) {
                verdict.failure().ifPresent(failures::add);
                if (verdict.schedule().foreignTransaction()
                        && verdict.schedule().faults() == 0) {
                    held.addAll(verdict.result().delays());
                }
            }
            assertThat(failures).isEmpty();
            seeds.done(last);
        }
        report("%d schedules on our store, %d s, nothing lost; with a foreign transaction open: %s"
                .formatted(seeds.count(), seconds(started), Delays.of(held)));
        if (seeds.count() > STOCK) {
            assertThat(Delays.of(held).p99()).isLessThan(Duration.ofSeconds(1));
        }
    }

    /** Proves that the schedules bite. */
    @Test
    void axonsOwnEngineLosesEventsInSomeOfThem() throws Exception {
        var verdicts = all(0, STOCK - 1, schedule -> Run.stock(arena, schedule));
        long bitten = verdicts.stream()
                .filter(verdict -> !verdict.result().lost().isEmpty())
                .count();
        long lost = verdicts.stream()
                .mapToLong(verdict -> verdict.result().lost().size())
                .sum();
        report(
                "%d of the same schedules on Axon's JdbcEventStorageEngine (gapTimeout %d ms instead of 60 s, stalls scaled "
                                .formatted(STOCK, StockStore.GAP_TIMEOUT_MILLIS)
                        + "alike to 550-900 ms): %d lost events, %d in all".formatted(bitten, lost));
        assertThat(bitten).isPositive();
    }

    private static List<Verdict> all(long first, long last, Course course) throws Exception {
        try (var runners = Executors.newFixedThreadPool(AT_ONCE)) {
            var runs = LongStream.rangeClosed(first, last)
                    .mapToObj(Schedule::of)
                    .<Callable<Verdict>>map(schedule -> () -> new Verdict(schedule, course.run(schedule)))
                    .toList();
            var verdicts = new ArrayList<Verdict>();
            for (var run : runners.invokeAll(runs)) {
                verdicts.add(run.get());
            }
            return verdicts;
        }
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    private static void report(String line) throws IOException {
        System.out.println("Gap gauntlet: " + line);
        var report = Path.of("target", "gap-gauntlet.txt");
        Files.createDirectories(report.getParent());
        Files.writeString(report, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private interface Course {
        Run.Result run(Schedule schedule) throws Exception;
    }
}
