package dev.switchover.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Waiting;
import dev.switchover.local.suite.SuiteRecord.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each service is killed at seeded points of one run of the demo, and the same is left behind as if it had not been.
 */
@Tag("long")
class CrashesIT {

    private static final long SEED = Long.getLong("switchover.seed", 7);

    private static final boolean LONG = Boolean.getBoolean("switchover.long");

    /** Per service; 20 in the long form ({@code -Dswitchover.long=true}). */
    private static final int KILLS = LONG ? 20 : 2;

    /** And those where it is stopped in good order. */
    private static final int POINTS = LONG ? 24 : KILLS;

    /** Those that take part in document 1. */
    private static final List<String> SERVICES = List.of("migration", "notification");

    private static final Duration TO_RECOVER = Duration.ofMinutes(LONG ? 5 : 2);

    /** When: so many milliseconds after the demo has said its line of that number. */
    private record Point(int line, String service, End end, int millis) {}

    static {
        if (LONG) {
            System.setProperty("switchover.demo.patience", "PT20M"); // who ends so often is started ever later
        }
    }

    private final Running suite = Running.suite();
    private final ExecutorService ender = Executors.newSingleThreadExecutor();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final AtomicInteger lines = new AtomicInteger();

    @AfterEach
    void stopEnding() {
        ender.shutdownNow();
    }

    @Test
    void theFinalStateIsTheSame() {
        var expected = Play.undisturbed();
        var points = points(expected);
        System.out.println("seed " + SEED + ": " + points);
        var before = restarts();

        var play = Play.listenedToBy(line -> strike(points, lines.getAndIncrement()));
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
        assertThat(Waiting.upTo(TO_RECOVER).until(this::allRun)).isTrue();

        assertThat(play.broken()).isEmpty();
        assertThat(restarts() - before).isEqualTo(POINTS * SERVICES.size());
        Post.awaitAsMany(play, expected, TO_RECOVER);
        Post.of(play).assertSaidOnce();
        Notices.awaitSame(play, expected, TO_RECOVER).assertNothingIsMissing();
        FinalState.assertSame(play, expected);
        Ledger.assertAgrees();
    }

    /** In the first five sixths of the lines, so that the demo is still at work when the service comes back. */
    private static List<Point> points(Play expected) {
        var report = expected.report();
        var most =
                (report.path("expectations").size() + 2 * report.path("steps").size()) * 5 / 6;
        var random = new Random(SEED);
        var points = new ArrayList<Point>();
        for (var service : SERVICES) {
            for (int number = 0; number < POINTS; number++) {
                var end = number < KILLS ? End.KILL : End.TERM;
                points.add(new Point(random.nextInt(most), service, end, random.nextInt(300)));
            }
        }
        return points;
    }

    private void strike(List<Point> points, int line) {
        points.stream().filter(point -> point.line() == line).forEach(point -> {
            var later = CompletableFuture.delayedExecutor(point.millis(), TimeUnit.MILLISECONDS, ender);
            ends.add(CompletableFuture.runAsync(() -> end(point), later));
        });
    }

    private void end(Point point) {
        assertThat(Waiting.upTo(TO_RECOVER).until(() -> runs(point.service()))).isTrue();
        point.end().strike(suite, point.service());
        Waiting.upTo(TO_RECOVER).until(() -> !runs(point.service()));
        System.out.println("  ended " + point);
    }

    private boolean runs(String service) {
        return suite.part(service).state() == State.RUNNING;
    }

    private boolean allRun() {
        return SERVICES.stream().allMatch(this::runs);
    }

    private int restarts() {
        return SERVICES.stream().mapToInt(name -> suite.part(name).restarts()).sum();
    }
}
