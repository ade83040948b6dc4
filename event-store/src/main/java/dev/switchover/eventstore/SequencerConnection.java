package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.jspecify.annotations.Nullable;

/** Opens the connections of a sequencer, so set that neither a frozen process nor a silent network can hold the lock. */
final class SequencerConnection {

    private final ConnectionProvider source;
    private final Duration transactionTimeout;
    private volatile @Nullable Connection current;

    SequencerConnection(ConnectionProvider source, Duration transactionTimeout) {
        this.source = source;
        this.transactionTimeout = transactionTimeout;
    }

    Connection open() throws SQLException {
        var connection = source.getConnection();
        try {
            prepare(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        current = connection;
        return connection;
    }

    /** Cuts the current connection, whatever it is waiting for. */
    void abort() {
        var open = current;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                throw new IllegalStateException("The sequencer's connection cannot be cut", e);
            }
        }
    }

    private void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var set = connection.createStatement()) {
            set.execute("set application_name = 'switchover-sequencer'");
            set.execute("set synchronous_commit = on");
            set.execute("set lock_timeout = '2s'"); // whoever holds it that long is in trouble: then say so
            set.execute("set transaction_timeout = " + transactionTimeout.toMillis());
        }
        connection.setNetworkTimeout(
                Runnable::run, (int) transactionTimeout.multipliedBy(2).toMillis());
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
}
