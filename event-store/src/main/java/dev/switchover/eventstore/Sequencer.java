package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each committed event its place in the log: without gaps, once, for good.
 *
 * <p>Every process runs one; an advisory lock in the database lets one step at a time through, so nobody has to be elected.
 * An event can be neither forgotten nor overtaken within its aggregate: it becomes visible together with its row in
 * {@code pending}, which only a step removes, together with the event's entry in the log. Neither age nor anybody's clock
 * plays a part, and open transactions of others hold nothing back.
 *
 * <p>It runs when {@link #wake() woken} after a commit, and looks every 200 ms for what other instances wrote or left. It
 * keeps a connection of its own, outside any pool and transaction manager, and makes a new one when it is lost.
 */
public final class Sequencer implements AutoCloseable {

    /** How a sequencer behaves; {@link #DEFAULT} unless there is a reason. */
    public record Pace(int eventsPerStep, Duration pauseAfterStep, Duration ticker, Duration transactionTimeout) {

        public static final Pace DEFAULT =
                new Pace(10_000, Duration.ofMillis(5), Duration.ofMillis(200), Duration.ofSeconds(30));
    }

    private static final Logger log = LoggerFactory.getLogger(Sequencer.class);
    private static final int LONGEST_PAUSE = 3; // times the usual one
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);

    private final SequencerConnection connections;
    private final StoreSchema schema;
    private final Clock clock;
    private final Pace pace;
    private final Head head = new Head();
    private final Semaphore wakes = new Semaphore(0);
    private volatile Measured measured = new Measured(StoreHealth.UNKNOWN, null, 0);
    private volatile @Nullable Instant lastStep;
    private volatile @Nullable String trouble = "not started";
    private volatile boolean running;
    private @Nullable Thread thread;

    public Sequencer(ConnectionProvider connections, Clock clock) {
        this(connections, StoreSchema.EVENTS, clock, Pace.DEFAULT);
    }

    /** @param connections gives new physical connections, not pooled ones */
    public Sequencer(ConnectionProvider connections, StoreSchema schema, Clock clock, Pace pace) {
        this.connections = new SequencerConnection(connections, pace.transactionTimeout());
        this.schema = schema;
        this.clock = clock;
        this.pace = pace;
    }

    public synchronized void start() {
        if (thread == null) {
            running = true;
            thread = Thread.ofPlatform()
                    .name("sequencer-" + schema.name())
                    .daemon()
                    .start(this::run);
        }
    }

    /** Call after a commit that appended events; without it they wait for the ticker. */
    public void wake() {
        wakes.release();
    }

    /** How it is doing; answered from memory, so also while the database is out of reach. */
    public SequencerStatus status() {
        var now = measured;
        var waiting = now.health.unsequenced() == 0
                ? Duration.ZERO
                : now.health.oldestUnsequenced().plusNanos(System.nanoTime() - now.nanos);
        var problem = trouble;
        return new SequencerStatus(
                problem == null,
                head.position(),
                now.health.unsequenced(),
                waiting,
                now.health.oldestTransaction(),
                Optional.ofNullable(lastStep),
                Optional.ofNullable(now.at),
                Optional.ofNullable(problem));
    }

    Head head() {
        return head;
    }

    @Override
    public synchronized void close() {
        running = false;
        wakes.release();
        if (thread != null) {
            await(thread);
            thread = null;
        }
    }

    private void await(Thread ending) {
        try {
            if (!ending.join(Duration.ofSeconds(2))) {
                connections.abort();
                ending.join();
            }
        } catch (InterruptedException e) {
            connections.abort();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            try (var connection = connections.open()) {
                follow(connection);
            } catch (SQLException | RuntimeException e) {
                lost(e);
            }
        }
        trouble = "closed";
    }

    private void follow(Connection connection) throws SQLException {
        try (var step = new SequencerStep(connection, schema, pace.eventsPerStep())) {
            boolean woken = true;
            while (running) {
                measureIfDue(connection);
                wakes.drainPermits();
                long begun = System.nanoTime();
                var result = woken ? step.take() : step.look();
                if (!woken && result.events() > 0) {
                    result = step.take();
                }
                succeeded(result);
                woken = result.events() > 0 ? pause(System.nanoTime() - begun) : awaitWake();
            }
        }
    }

    private void succeeded(SequencerStep.Result result) {
        if (trouble != null) {
            log.info("The sequencer of schema {} is connected; the log's head is {}", schema.name(), result.head());
            trouble = null;
        }
        lastStep = clock.instant();
        head.reach(result.head());
    }

    private void measureIfDue(Connection connection) throws SQLException {
        long now = System.nanoTime();
        if (measured.at == null || now - measured.nanos >= MEASURE_EVERY.toNanos()) {
            measured = new Measured(StoreHealth.measure(connection, schema), clock.instant(), now);
        }
    }

    private void lost(Exception e) {
        if (trouble == null || "not started".equals(trouble)) {
            log.warn("The sequencer of schema {} cannot work; it tries again on a new connection", schema.name(), e);
        }
        trouble = String.valueOf(e.getMessage());
        awaitWake();
    }

    /**
     * Lets a few commits gather, so that one flush serves them all; where a step takes long because the machine is busy,
     * twice as long as the step, so that steps leave two thirds of the time to those who write.
     */
    private boolean pause(long stepNanos) {
        long least = pace.pauseAfterStep().toNanos();
        sleep(Duration.ofNanos(Math.clamp(2 * stepNanos, least, LONGEST_PAUSE * least)));
        return wakes.availablePermits() > 0;
    }

    private boolean awaitWake() {
        try {
            return wakes.tryAcquire(pace.ticker().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            running = false;
            return false;
        }
    }

    private void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private record Measured(StoreHealth health, @Nullable Instant at, long nanos) {}
}
