package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.jdbc.ConnectionWrapperFactory.NoOpCloseHandler;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/** One transaction per thread, which whatever begins inside it joins: what JTA does in a service. */
public final class LocalTransactions implements TransactionManager, ConnectionProvider {

    private final DataSource pool;

    @SuppressWarnings("ThreadLocalUsage") // each instance has its own, as each process has
    private final ThreadLocal<Connection> current = new ThreadLocal<>();

    public LocalTransactions(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var joined = current.get();
        return joined == null ? pool.getConnection() : ConnectionWrapperFactory.wrap(joined, new NoOpCloseHandler());
    }

    @Override
    public Transaction startTransaction() {
        if (current.get() != null) {
            return new Joined();
        }
        try {
            var connection = pool.getConnection();
            connection.setAutoCommit(false);
            current.set(connection);
            return new Own(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Joined implements Transaction {
        @Override
        public void commit() {}

        @Override
        public void rollback() {}
    }

    private final class Own implements Transaction {

        private final Connection connection;

        Own(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void commit() {
            end(Connection::commit);
        }

        @Override
        public void rollback() {
            if (current.get() != null) {
                end(Connection::rollback);
            }
        }

        private void end(Ending ending) {
            current.remove();
            try (connection) {
                ending.of(connection);
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface Ending {
        void of(Connection connection) throws SQLException;
    }
}
