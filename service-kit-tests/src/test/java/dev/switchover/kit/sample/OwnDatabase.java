package dev.switchover.kit.sample;

import dev.switchover.embedded.Directories;
import dev.switchover.embedded.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database that one test may make stand still, as a machine does whose disk no longer answers: nothing is closed, nothing
 * is answered. Told by a system property, for the test has another class loader. The service waits for less time than usual.
 */
public class OwnDatabase implements QuarkusTestResourceLifecycleManager {

    private static final String PID = "switchover.test.database.pid";

    private @Nullable Path home;
    private @Nullable PostgresServer server;

    @Override
    public Map<String, String> start() {
        try {
            home = Files.createTempDirectory("switchover-postgresql-");
            var running = PostgresServer.start(PostgresServer.Settings.forTests(home));
            server = running;
            System.setProperty(PID, String.valueOf(running.pid()));
            var database = running.database("own");
            return Map.of(
                    "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                    "quarkus.datasource.username", database.user(),
                    "quarkus.datasource.password", database.password(),
                    "quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "3");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            goOn();
            server.close();
        }
        if (home != null) {
            Directories.delete(home);
        }
    }

    @Override
    public int order() {
        return 1; // above the shared servers
    }

    public static void standStill() {
        signal("STOP");
    }

    public static void goOn() {
        signal("CONT");
    }

    /** The postmaster first, so that no session begins meanwhile. */
    private static void signal(String name) {
        var postmaster = Long.parseLong(System.getProperty(PID, ""));
        kill(name, List.of(postmaster));
        var sessions = ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .toList();
        kill(name, sessions);
    }

    private static void kill(String name, List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        var command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(pids.stream().map(String::valueOf).toList());
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
