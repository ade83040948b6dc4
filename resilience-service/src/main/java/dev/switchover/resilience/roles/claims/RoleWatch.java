package dev.switchover.resilience.roles.claims;

import dev.switchover.resilience.roles.RolesConfig;
import dev.switchover.resilience.roles.domain.Board;
import dev.switchover.resilience.roles.domain.Confirmed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Keeps the board up to date. PostgreSQL tells it of a change right after the commit, on whichever instance that was; it
 * also looks by itself, which confirms what it knows and would find what it was not told of. Without the database the last
 * board stays.
 *
 * <p>One thread makes one board after the other, on a connection of its own: neither a full pool nor a busy worker delays
 * it, and no look overtakes another.
 */
@Singleton
public class RoleWatch {

    /** Before any port opens. */
    private static final int EARLY = 100;

    private static final int MORE_PATIENT = 20;

    private final RoleConnection connections;
    private final List<KeptBeside> beside;
    private final Clock clock;
    private final int pauseMillis;
    private final MeterRegistry meters;
    private final Gauge age;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile @Nullable Board board;
    private volatile boolean running = true;
    private @Nullable Thread thread;
    private @Nullable String trouble = "not read yet";

    RoleWatch(
            RoleConnection connections,
            @All List<KeptBeside> beside,
            RolesConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.connections = connections;
        this.beside = beside;
        this.clock = clock;
        this.pauseMillis = Math.toIntExact(config.lookEvery().toMillis());
        this.meters = meters;
        this.age = Gauge.builder("switchover.roles.age", this, RoleWatch::age)
                .baseUnit("seconds")
                .register(meters);
    }

    /** What was last confirmed. */
    public Board board() {
        var known = board;
        if (known == null) {
            throw new IllegalStateException("asked before the roles were read");
        }
        return known;
    }

    /** Returns when the roles have been read once, however long the database takes. */
    void start(@Observes @Priority(EARLY) StartupEvent starting) throws InterruptedException {
        thread = Thread.ofPlatform().name("roles").daemon().start(this::run);
        while (!first.await(MORE_PATIENT, TimeUnit.SECONDS)) {
            Log.warn("No port opens before the roles have been read once");
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        running = false;
        meters.remove(age); // the registry outlives the service where one process starts it again
        if (thread != null) {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(2));
        }
    }

    private double age() {
        var known = board;
        return known == null
                ? Double.NaN
                : known.confirmed().age(System.nanoTime()).toMillis() / 1e3;
    }

    private void run() {
        while (running) {
            try {
                follow();
            } catch (SQLException | RuntimeException e) {
                lost(e);
            } catch (InterruptedException e) {
                running = false;
            }
        }
    }

    private void follow() throws SQLException, InterruptedException {
        try (var connection = connections.open();
                var table = new RoleTable(connection)) {
            var changes = connection.unwrap(PGConnection.class);
            readBeside(connection);
            while (running) {
                look(table);
                readBeside(connection, changes.getNotifications(pauseMillis));
            }
        }
    }

    /** What changed while nobody listened is not told any more. */
    private void readBeside(Connection connection) throws SQLException {
        for (var one : beside) {
            try (var listen = connection.createStatement()) {
                listen.execute("listen " + one.channel());
            }
            read(one, connection);
        }
    }

    private void readBeside(Connection connection, PGNotification[] told) {
        for (var one : beside) {
            if (Arrays.stream(told).anyMatch(change -> change.getName().equals(one.channel()))) {
                read(one, connection);
            }
        }
    }

    /** Whatever comes of it, the roles are looked at; that shows whether the connection is the trouble. */
    private static void read(KeptBeside one, Connection connection) {
        try {
            one.read(connection);
        } catch (SQLException e) {
            Log.warnf("What is told on %s stays as it was: %s", one.channel(), e.getMessage());
        }
    }

    /** The moment is taken before the question: what is shown is at least as new. */
    private void look(RoleTable table) throws SQLException {
        var moment = new Confirmed(clock.instant(), System.nanoTime());
        var holdings = table.all();
        var known = board;
        var next = known == null ? Board.first(holdings, moment) : known.after(holdings, moment);
        if (next.forgotten() > 0 && (known == null || known.forgotten() == 0)) {
            Log.errorf(
                    "The database shows older epochs of %d groups than before; the newer ones stay", next.forgotten());
        }
        board = next;
        found();
    }

    private void found() {
        if (trouble != null) {
            Log.info("The roles are read");
            trouble = null;
            first.countDown();
        }
    }

    private void lost(Exception e) {
        var reason = String.valueOf(e.getMessage());
        if (!reason.equals(trouble)) {
            Log.warnf("The roles cannot be read; what is known stays, and it is tried again: %s", reason);
        }
        trouble = reason;
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException stopped) {
            running = false;
        }
    }
}
