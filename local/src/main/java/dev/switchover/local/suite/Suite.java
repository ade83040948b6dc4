package dev.switchover.local.suite;

import dev.switchover.embedded.Database;
import dev.switchover.embedded.StartFailure;
import dev.switchover.local.suite.SuiteRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All parts together: started in order, watched, started again when one ends, stopped in the other order. */
public final class Suite implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 500;
    private static final int MEGABYTES_TO_START = 300;
    private static final Duration TO_LET_GO = Duration.ofSeconds(30);

    private final Home home;
    private final PortPlan ports;
    private final Consumer<String> progress;
    private final Clock clock;
    private final List<Watched> parts = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(Services.NAMES.size() + 3);
    private @Nullable Lock lock;
    private volatile @Nullable Long startUpMillis;
    private @Nullable PostgresPart postgres;
    private volatile boolean stopped;

    private Suite(Home home, PortPlan ports, Consumer<String> progress, Clock clock) {
        this.home = home;
        this.ports = ports;
        this.progress = progress;
        this.clock = clock;
    }

    /** Returns when all parts are healthy; leaves nothing running if one cannot be started. */
    public static Suite start(Home home, PortPlan ports, Consumer<String> progress) {
        var suite = new Suite(home, ports, progress, Clock.systemUTC());
        try {
            suite.startAll();
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    private void startAll() {
        var began = System.nanoTime();
        prepare();
        var secrets = new Secrets(home);
        var keys = secrets.keyPair();
        Tokens.renew(home, keys, clock);
        var database = new PostgresPart(home, ports.of("postgresql"), secrets.password("postgresql"));
        postgres = database;
        startTogether(List.of(
                database,
                new KafkaPart(home, ports.of("kafka")),
                new MailPart(home, ports.of("smtp"), ports.of("mail"))));
        var services =
                new Services(ports, database.server(), Tokens.publicKey(keys), Certificates.kept(home), home.secrets());
        startTogether(
                Services.NAMES.stream().map(name -> services.part(name, home)).toList());
        startUpMillis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        tell();
        parts.forEach(this::watch);
    }

    /** Each by itself: a service that waits for the database is not to keep that from being started again. */
    private void watch(Watched watched) {
        var unused = watch.scheduleWithFixedDelay(
                () -> look(watched), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void prepare() {
        try {
            Files.createDirectories(home.logs());
            home.requireRoom(MEGABYTES_TO_START);
            lock = Lock.of(home);
            if (lock == null) {
                throw new StartFailure(
                        "The suite runs already; see ./switchover status, or stop it by ./switchover down.");
            }
        } catch (IOException e) {
            throw new StartFailure("Cannot write below " + home.directory() + ": " + e.getMessage(), e);
        }
        var asked = Stream.concat(
                        Stream.of("postgresql", "kafka", "smtp", "mail", PortPlan.ROLES, PortPlan.ROLE_AGENT),
                        Services.NAMES.stream())
                .toList();
        if (Leftovers.clear(home)) {
            ports.awaitFree(asked);
        }
        ports.requireFree(asked);
    }

    private void startTogether(List<Part> together) {
        var starts = new ArrayList<CompletableFuture<Void>>();
        for (var part : together) {
            var watched = new Watched(part, clock);
            parts.add(watched);
            starts.add(
                    CompletableFuture.runAsync(() -> startOne(watched), task -> new Thread(task, part.name()).start()));
        }
        tell();
        try {
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException told ? told : e;
        }
    }

    private void startOne(Watched watched) {
        watched.start();
        var record = watched.toRecord();
        progress.accept(
                "%-13s %5.1f s  %s".formatted(record.name(), seconds(record.startUpMillis()), record.address()));
        tell();
    }

    private static double seconds(@Nullable Long millis) {
        return millis == null ? 0 : millis / 1000.0;
    }

    private void look(Watched watched) {
        try {
            if (watched.look()) {
                report(watched);
            }
        } catch (RuntimeException e) {
            progress.accept("The supervisor stumbled and goes on: " + e.getMessage());
        }
    }

    private void report(Watched watched) {
        var record = watched.toRecord();
        progress.accept(record.name() + " is " + record.state() + ", " + record.trouble());
        tell();
    }

    /** Stops one part and leaves it so, as a fault would. */
    public void hold(String name) {
        change(name, Watched::hold);
    }

    /** Starts what {@link #hold} stopped. */
    public void release(String name) {
        change(name, Watched::release);
    }

    /** Ends one part as a crash would; the watch then starts it again. */
    public void kill(String name) {
        change(name, Watched::kill);
    }

    /** Ends one part in good order, as whoever restarts it does; the watch then starts it again. */
    public void stop(String name) {
        change(name, Watched::stop);
    }

    private void change(String name, Consumer<Watched> how) {
        parts.stream()
                .filter(watched -> watched.part().name().equals(name))
                .findFirst()
                .ifPresent(how);
        tell();
    }

    /** The database of a service, for those who measure. */
    public Database database(String service) {
        if (postgres == null) {
            throw new IllegalStateException("the suite has not been started");
        }
        return postgres.server().database(service);
    }

    public SuiteRecord record() {
        var records = parts.stream().map(Watched::toRecord).toList();
        return new SuiteRecord(
                ProcessId.own(), startUpMillis != null && !stopped, startUpMillis, records, ports.ports());
    }

    private void tell() {
        synchronized (parts) {
            record().write(home);
        }
    }

    /** Services first, then what they stand on. */
    @Override
    public void close() {
        synchronized (watch) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        endWatch();
        for (var watched : parts.reversed()) {
            if (watched.state() != State.STOPPED) {
                stopOne(watched);
            }
        }
        letGo();
    }

    /** A start that goes on is broken off. */
    private void endWatch() {
        watch.shutdownNow();
        try {
            if (!watch.awaitTermination(TO_LET_GO.toMillis(), TimeUnit.MILLISECONDS)) {
                progress.accept("A start goes on after " + TO_LET_GO.toSeconds() + " s; it is stopped all the same.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopOne(Watched watched) {
        try {
            watched.close();
        } catch (RuntimeException e) {
            progress.accept(watched.part().name() + " did not stop in good order: " + e.getMessage());
        }
    }

    private void letGo() {
        try {
            if (lock != null) {
                Files.deleteIfExists(home.record());
                lock.close();
            }
        } catch (IOException e) {
            progress.accept("The lock was not released: " + e.getMessage());
        }
    }
}
