package dev.switchover.eventstore.gauntlet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.jdbc.ConnectionProvider;

/**
 * Connections that die: before a call reaches the server, or after it was carried out but before anybody hears of it. That
 * strikes a sequencer between any two of its steps, commit included.
 */
final class Faults implements ConnectionProvider {

    private static final Set<String> STRUCK = Set.of("execute", "executeQuery", "commit");

    private final ConnectionProvider source;
    private final Random random;
    private final int percent;
    private final AtomicInteger left = new AtomicInteger(6);

    Faults(ConnectionProvider source, long seed, int percent) {
        this.source = source;
        this.random = new Random(seed);
        this.percent = percent;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var real = source.getConnection();
        return wrap(Connection.class, real, real);
    }

    private <T> T wrap(Class<T> type, T real, Connection connection) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean struck = STRUCK.contains(method.getName()) && strikes();
                    boolean before = struck && random.nextBoolean();
                    if (before) {
                        die(connection);
                    }
                    try {
                        var result = method.invoke(real, arguments);
                        if (struck) {
                            die(connection);
                        }
                        return result instanceof PreparedStatement statement
                                ? wrap(PreparedStatement.class, statement, connection)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private boolean strikes() {
        return random.nextInt(100) < percent && left.getAndDecrement() > 0;
    }

    private static void die(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
        throw new SQLException("The gauntlet struck", "08006");
    }
}
