package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** Takes a connection for each use, joins the transaction it is part of, or makes one. */
final class Connections {

    private final ConnectionProvider source;

    Connections(ConnectionProvider source) {
        this.source = source;
    }

    <T> T read(Query<T> query) {
        try (var connection = source.getConnection()) {
            return query.on(connection);
        } catch (SQLException e) {
            throw new EventStoreException("Events cannot be read", e);
        }
    }

    void write(Change change) throws SQLException {
        try (var connection = source.getConnection()) {
            if (connection.getAutoCommit()) {
                inOwnTransaction(connection, change);
            } else {
                change.on(connection);
            }
        }
    }

    private static void inOwnTransaction(Connection connection, Change change) throws SQLException {
        connection.setAutoCommit(false);
        try {
            change.on(connection);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    interface Change {
        void on(Connection connection) throws SQLException;
    }
}
