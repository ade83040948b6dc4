package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @TempDir
    Path home;

    @Test
    void theDefaultOfTheProductKeepsWhatIsCommittedThroughACrash() throws Exception {
        try (var server = PostgresServer.start(durable(0))) {
            var database = server.database("kept");
            execute(database, "create table kept as select 7 as number");
            assertThat(settings(database))
                    .containsEntry("fsync", "on")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");

            server.kill();
            assertThat(server.isAlive()).isFalse();
            server.start();

            assertThat(value(database, "select number from kept")).isEqualTo("7");
        }
    }

    @Test
    void aPortThatAnotherProgramHoldsIsNamed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PostgresServer.start(durable(other.getLocalPort())))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("port " + other.getLocalPort());
        }
    }

    @Test
    void aPortThatAnotherPostgresHoldsIsNotMistakenForOurs() {
        var taken = Embedded.postgres().port();

        assertThatThrownBy(() -> PostgresServer.start(durable(taken)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("port " + taken);
    }

    @Test
    void aHalfFinishedFirstStartIsNoObstacle() throws Exception {
        Files.createDirectories(home.resolve("data.new/base"));
        Files.writeString(home.resolve("data.new/PG_VERSION"), "18\n");

        try (var server = PostgresServer.start(durable(0))) {
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void thePidFileOfALongGoneProcessIsNoObstacle() throws Exception {
        PostgresServer.start(durable(0)).close();
        Files.writeString(
                home.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

        try (var server = PostgresServer.start(durable(0))) {
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void aSessionThatOutlivesAKilledServerIsEnded() throws Exception {
        try (var server = PostgresServer.start(durable(0))) {
            var database = server.database("busy");
            try (var connection = database.connect();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select pg_backend_pid()")) {
                row.next();
                var session = ProcessHandle.of(row.getLong(1)).orElseThrow();
                var computes = new Thread(() -> attempt(statement, "do 'begin loop null; end loop; end'"));
                computes.start();
                assertThat(Waiting.upTo(Duration.ofSeconds(20)).until(() -> isComputing(database)))
                        .isTrue();

                server.kill();
                assertThat(session.isAlive()).isTrue();
                server.start();

                assertThat(Waiting.upTo(Duration.ofSeconds(10)).until(() -> !session.isAlive()))
                        .as("ended, and forgotten by whoever inherited it")
                        .isTrue();
                computes.join();
            }
        }
    }

    private static boolean isComputing(Database database) throws SQLException {
        return value(
                        database,
                        "select count(*) from pg_stat_activity where query like '%loop null%' and state = 'active'")
                .equals("2"); // it and this one
    }

    private static void attempt(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException cutOff) {
            // as it should be
        }
    }

    @Test
    void aNameThatIsNoNameIsRefused() {
        var server = Embedded.postgres();

        assertThatThrownBy(() -> server.database("x; drop table y")).isInstanceOf(IllegalArgumentException.class);
    }

    private PostgresServer.Settings durable(int port) {
        return new PostgresServer.Settings(home, PostgresBinaries.cache(), port, "secret", true);
    }

    private static Map<String, String> settings(Database database) throws SQLException {
        return Map.of(
                "fsync", value(database, "show fsync"),
                "synchronous_commit", value(database, "show synchronous_commit"),
                "full_page_writes", value(database, "show full_page_writes"));
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Database database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
