package dev.switchover.kit.kafka;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.axonframework.common.AxonTransientException;

/** A fault of database or broker, not of the notice: it is waited out. */
final class TransientFault extends RuntimeException {

    /** SQL states that tell of what was asked, not of the server: bad data, broken constraints, unknown tables. */
    private static final Set<String> ABOUT_THE_STATEMENT = Set.of("21", "22", "23", "42");

    TransientFault(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    static boolean is(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isOfTheServer(sql);
            }
            if (cause instanceof KafkaException
                    || cause instanceof BrokerFault
                    || cause instanceof AxonTransientException
                    || cause instanceof TimeoutException
                    || cause instanceof RollbackException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTheServer(SQLException sql) {
        var state = sql.getSQLState();
        return sql instanceof SQLTransientException
                || state == null
                || state.length() < 2
                || !ABOUT_THE_STATEMENT.contains(state.substring(0, 2));
    }
}
