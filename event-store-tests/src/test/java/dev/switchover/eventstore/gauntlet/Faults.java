package dev.switchover.eventstore.gauntlet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * Connections that die: before a call reaches the server, while the server is at it, or after it was carried out but before
 * anybody hears of it. A step is one call, so the second of these strikes between its lock, its move and its commit.
 */
final class Faults implements ConnectionProvider {

    private static final Set<String> STRUCK = Set.of("execute", "executeQuery");

    private enum Moment {
        BEFORE,
        DURING,
        AFTER
    }

    private final Arena arena;
    private final Random random;
    private final int percent;
    private final AtomicInteger left = new AtomicInteger(6);

    Faults(Arena arena, long seed, int percent) {
        this.arena = arena;
        this.random = new Random(seed);
        this.percent = percent;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var real = arena.connect();
        return wrap(Connection.class, real, new Session(real, server(real)));
    }

    private <T> T wrap(Class<T> type, T real, Session session) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    var result = STRUCK.contains(method.getName()) && strikes()
                            ? struck(() -> carriedOut(method, real, arguments), session)
                            : carriedOut(method, real, arguments);
                    return result instanceof PreparedStatement statement
                            ? wrap(PreparedStatement.class, statement, session)
                            : result;
                }));
    }

    private boolean strikes() {
        return random.nextInt(100) < percent && left.getAndDecrement() > 0;
    }

    private @Nullable Object struck(Call call, Session session) throws Throwable {
        var moments = Moment.values();
        return switch (moments[random.nextInt(moments.length)]) {
            case BEFORE -> dead(session);
            case DURING -> cutShort(call, session);
            case AFTER -> {
                call.carryOut();
                yield dead(session);
            }
        };
    }

    /** The server's process is ended at some time within the next two milliseconds, whatever it is doing then. */
    private @Nullable Object cutShort(Call call, Session session) throws Throwable {
        long nanos = random.nextInt(2_000_000);
        var axe = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(nanos);
            arena.execute("select pg_terminate_backend(" + session.server() + ")");
        });
        try {
            return call.carryOut();
        } finally {
            axe.join();
        }
    }

    private static @Nullable Object carriedOut(Method method, Object real, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object dead(Session session) throws SQLException {
        session.connection().abort(Runnable::run);
        throw new SQLException("The gauntlet struck", "08006");
    }

    /** Which process of the server serves a connection. */
    private static int server(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private record Session(Connection connection, int server) {}

    private interface Call {
        @Nullable
        Object carryOut() throws Throwable;
    }
}
