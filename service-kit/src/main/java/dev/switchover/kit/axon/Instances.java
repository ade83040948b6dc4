package dev.switchover.kit.axon;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/** Counts the living instances of this service, so that each takes its share of the segments and no more. */
@Singleton
public class Instances {

    private static final int BEAT_SECONDS = 2;

    private final UUID self = UUID.randomUUID();
    private final Jdbi database;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("instances").daemon().factory());
    private volatile int living = 1;

    Instances(Jdbi database) {
        this.database = database;
    }

    /** This instance's name in claims and logs. */
    public String self() {
        return self.toString();
    }

    /** At most this many of so many segments, if all are to be taken. */
    int share(int segments) {
        return Math.ceilDiv(segments, living);
    }

    void start() {
        var unused = beat.scheduleWithFixedDelay(this::beat, 0, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    void stop() {
        beat.shutdownNow();
        try {
            database.useHandle(handle -> handle.createUpdate("delete from kit.instance where id = :id")
                    .bind("id", self)
                    .execute());
        } catch (RuntimeException e) {
            Log.debug("The others find out by themselves that this instance is gone", e);
        }
    }

    private void beat() {
        try {
            living = database.withHandle(handle -> {
                handle.createUpdate("""
                                insert into kit.instance (id, seen_at) values (:id, now())
                                on conflict (id) do update set seen_at = excluded.seen_at
                                """).bind("id", self).execute();
                handle.execute("delete from kit.instance where seen_at < now() - interval '10 seconds'");
                return handle.createQuery("select count(*) from kit.instance")
                        .mapTo(Integer.class)
                        .one();
            });
        } catch (RuntimeException e) {
            Log.debugf("No heartbeat: %s", e.getMessage());
        }
    }
}
