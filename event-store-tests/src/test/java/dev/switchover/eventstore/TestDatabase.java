package dev.switchover.eventstore;

import dev.switchover.embedded.Database;
import dev.switchover.embedded.Embedded;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A migrated database of the shared PostgreSQL. */
record TestDatabase(Database database) {

    static TestDatabase fresh() {
        var database = Embedded.freshDatabase();
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/event-store")
                .load()
                .migrate();
        return new TestDatabase(database);
    }

    /** A new physical connection. */
    Connection connect() throws SQLException {
        return database.connect();
    }

    TestDatabase emptied() {
        execute("truncate events.events, events.pending, events.log, events.snapshots restart identity");
        return this;
    }

    void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
