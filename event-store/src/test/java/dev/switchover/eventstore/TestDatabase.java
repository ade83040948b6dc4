package dev.switchover.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL, one per JVM, and in it a migrated database for whoever asks. */
final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();
    private static final String TEMPLATE = migratedTemplate();

    private final String url;

    private TestDatabase(String url) {
        this.url = url;
    }

    static TestDatabase fresh() {
        return create("store" + COUNT.incrementAndGet(), "template " + TEMPLATE);
    }

    private static String migratedTemplate() {
        var template = create("migrated", "");
        Flyway.configure()
                .dataSource(template.url, null, null)
                .locations("classpath:db/event-store")
                .load()
                .migrate();
        return "migrated";
    }

    private static TestDatabase create(String name, String like) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " " + like);
            return new TestDatabase(SERVER.getJdbcUrl("postgres", name));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return url;
    }

    /** A new physical connection. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
