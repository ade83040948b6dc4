package dev.switchover.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of our own: its process, its data directory, its log. */
public final class PostgresServer implements AutoCloseable {

    static final String USER = "switchover";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What to start.
     *
     * @param home holds the data and the log
     * @param binaries holds the unpacked programs
     * @param port 0 for any free one
     * @param durable whether data must survive a power cut
     */
    public record Settings(Path home, Path binaries, int port, String password, boolean durable) {

        /** For tests: gone with the directory, quick rather than safe against a power cut. */
        public static Settings forTests(Path home) {
            return new Settings(home, PostgresBinaries.cache(), 0, "switchover", false);
        }

        Path data() {
            return home.resolve("data");
        }

        Path log() {
            return home.resolve("postgresql.log");
        }
    }

    private final Settings settings;
    private final Unprivileged user;
    private final Path programs;
    private final Postgres address;
    private @Nullable LeashedProcess process;

    private PostgresServer(Settings settings, Unprivileged user, Path programs) {
        this.settings = settings;
        this.user = user;
        this.programs = programs;
        this.address = new Postgres(Ports.orFree(settings.port()), USER, settings.password());
    }

    public static PostgresServer start(Settings settings) {
        try {
            var home = Files.createDirectories(settings.home().toAbsolutePath());
            var absolute = new Settings(
                    home,
                    settings.binaries().toAbsolutePath(),
                    settings.port(),
                    settings.password(),
                    settings.durable());
            var user = Unprivileged.way(home);
            var server = new PostgresServer(absolute, user, PostgresBinaries.unpackedUnder(absolute.binaries()));
            server.initialise();
            server.start();
            return server;
        } catch (IOException e) {
            throw new StartFailure("Cannot prepare PostgreSQL in " + settings.home() + ": " + e.getMessage(), e);
        }
    }

    public Postgres address() {
        return address;
    }

    public Database database(String name) {
        return address.database(name);
    }

    /** The postmaster's process id. */
    public long pid() {
        return process == null ? -1 : process.pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts again, at the same port, what {@link #stop} or {@link #kill} ended. */
    public void start() {
        PostgresLeftover.clear(settings.data());
        user.own(settings.data());
        var started = LeashedProcess.start(
                user.command(serverCommand()), Map.of("LC_ALL", "C", "TZ", "UTC"), "INT", settings.log());
        process = started;
        try {
            awaitOurs(started);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** Fast shutdown: sessions are cut off, data are flushed. */
    public void stop() {
        if (process != null) {
            process.stop(PATIENCE);
        }
    }

    /** As a crash would end it. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void initialise() throws IOException {
        var data = settings.data();
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        var fresh = settings.home().resolve("data.new"); // half-finished ones are thrown away
        Directories.delete(fresh);
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        user.own(fresh);
        var secret = Files.createTempFile("switchover", ".pw");
        try {
            Files.writeString(secret, settings.password());
            user.own(secret);
            run(initCommand(fresh, secret));
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> initCommand(Path data, Path secret) {
        var command = new ArrayList<>(List.of(
                program("initdb"), "-D", data.toString(), "-U", USER, "--pwfile=" + secret, "-A", "scram-sha-256"));
        command.addAll(List.of("-E", "UTF8", "--no-locale", "--no-instructions"));
        if (!settings.durable()) {
            command.add("--no-sync");
        }
        return command;
    }

    private List<String> serverCommand() {
        var safe = settings.durable() ? "on" : "off";
        var command = new ArrayList<>(
                List.of(program("postgres"), "-D", settings.data().toString()));
        var options = List.of(
                "port=" + address.port(),
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=" + safe,
                "full_page_writes=" + safe,
                "synchronous_commit=on",
                "max_connections=200",
                "shared_buffers=64MB",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_line_prefix=%m [%p] %d ",
                "log_checkpoints=off",
                "jit=off");
        options.forEach(option -> command.addAll(List.of("-c", option)));
        return command;
    }

    private void awaitOurs(LeashedProcess started) {
        var expected = settings.data().toString();
        var up = Waiting.upTo(PATIENCE)
                .until(() -> !started.isAlive() || !address.dataDirectory().isEmpty());
        try {
            if (!up || !started.isAlive() || !address.dataDirectory().equals(expected)) {
                throw new StartFailure("PostgreSQL did not start at port " + address.port() + ": " + lastWords());
            }
        } catch (java.sql.SQLException e) {
            throw new StartFailure("Another program answers at port " + address.port() + ", not our PostgreSQL.", e);
        }
    }

    private void run(List<String> command) throws IOException {
        var process = LeashedProcess.start(user.command(command), Map.of("LC_ALL", "C"), "TERM", settings.log());
        var code = process.onExit().join();
        if (code != 0) {
            throw new StartFailure("PostgreSQL could not be set up in " + settings.home() + ": " + lastWords());
        }
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private String lastWords() {
        try (var lines = Files.lines(settings.log())) {
            return lines.filter(line -> line.matches(".*(FATAL|PANIC|error|could not).*"))
                    .reduce((earlier, later) -> later)
                    .orElse("see " + settings.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
