package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.claims.Bell;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.claims.WatchTable;
import dev.switchover.resilience.deployment.claims.WatchTable.Watched;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks at every node and follower again and again, and brings followers to the active side. Level-triggered: what was
 * missed, repeated or came in another order is put right by the next look. Instances share the looks by taking rows.
 */
@Singleton
public class Watch {

    private static final int LOOKERS = 8;
    private static final int MOST = 64;
    private static final int LONGEST = 300;
    private static final Duration TICK = Duration.ofMillis(200);

    /**
     * The row of an instance that died is free again then: in less time than a switchover waits for its followers. A look
     * that takes longer is joined by a second one, which does no harm.
     */
    private static final Duration BUSY = Duration.ofSeconds(12);

    private final WatchTable table;
    private final Looks looks;
    private final Bell bell;
    private final WatchConfig config;
    private final Clock clock;
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService lookers = new ThreadPoolExecutor(
            LOOKERS,
            LOOKERS,
            0,
            TimeUnit.SECONDS,
            waiting,
            Thread.ofPlatform().name("watch-", 0).daemon().factory());
    private final Thread ticker = Thread.ofPlatform().name("watch").daemon().unstarted(this::run);
    private Instant lastTake = Instant.MIN;
    private Instant since = Instant.MIN;
    private volatile boolean stopping;

    Watch(WatchTable table, Looks looks, Bell bell, WatchConfig config, Clock clock) {
        this.table = table;
        this.looks = looks;
        this.bell = bell;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes @Priority(20_000) StartupEvent started) {
        ticker.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent stop) {
        stopping = true;
        ticker.interrupt();
        lookers.shutdownNow();
    }

    private void run() {
        while (!stopping) {
            try {
                takeAll();
                bell.await(TICK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                pauseAfter(e);
            }
        }
    }

    private void takeAll() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var busy = now.plus(BUSY);
        var room = MOST - waiting.size(); // who is slow to answer is not taken again and again before the others
        if (room > 0) {
            table.take(now, busy, unbroken(now), room).forEach(one -> lookers.execute(() -> look(one, busy)));
        }
        lastTake = now;
    }

    /** Since when at least this instance has seen to it that looks follow each other; one that is late only has to queue. */
    private Instant unbroken(Instant now) {
        var usual = now.minus(config.every().multipliedBy(2));
        if (lastTake.isBefore(usual)) {
            since = now;
        }
        return since.isBefore(usual) ? since : usual;
    }

    private void look(Watched one, Instant busy) {
        var from = clock.instant();
        try {
            var next = looks.at(one);
            table.looked(one, from, clock.instant());
            table.again(one, busy, clock.instant().plus(next));
        } catch (RuntimeException | Error e) {
            Log.warnf("%s %s of %s: %s", one.kind(), one.subject(), one.deployment(), e);
            failed(one, from, busy, e);
        }
    }

    /** While not even this can be noted nobody knows that anybody looks. */
    private void failed(Watched one, Instant from, Instant busy, Throwable why) {
        try {
            table.failed(one, from, clock.instant(), words(why));
            table.again(one, busy, clock.instant().plus(config.every()));
        } catch (RuntimeException e) {
            Log.debugf("%s is looked at when its time is over: %s", one, e.getMessage());
        }
    }

    /** What is ours to mend is not to be told at length. */
    private static String words(Throwable why) {
        var text = why instanceof Rejection ? String.valueOf(why.getMessage()) : why.toString();
        var line = text.lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private void pauseAfter(RuntimeException failure) {
        Log.debugf("No look: %s", failure.getMessage());
        try {
            Thread.sleep(TICK.multipliedBy(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
