package dev.switchover.resilience.roles.rest;

import dev.switchover.embedded.Database;
import dev.switchover.embedded.Embedded;
import java.sql.SQLException;

/** A database that lets nobody in, until it is closed. */
public record Outage(Database server, String name) implements AutoCloseable {

    public static Outage of(Database database) {
        var url = database.jdbcUrl();
        var name = url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
        return new Outage(Embedded.postgres().database("outage"), name);
    }

    public void holdsOffEverybody() {
        execute("alter database " + name + " with allow_connections false");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    @Override
    public void close() {
        execute("alter database " + name + " with allow_connections true");
    }

    private void execute(String sql) {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
