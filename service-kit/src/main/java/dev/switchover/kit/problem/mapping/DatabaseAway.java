package dev.switchover.kit.problem.mapping;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Tells a database that cannot be reached, or does not answer in time, from a database that says no. */
final class DatabaseAway {

    /**
     * Connection faults, shutting down, starting up; too many clients, no room on the disk and other lack of resources; a
     * statement that took too long, as one does that waits for another's lock.
     */
    private static final List<String> STATES = List.of("08", "57P0", "53", "57014");

    private DatabaseAway() {}

    static boolean isMeantBy(Throwable fault) {
        return Causes.of(fault).anyMatch(cause -> cause instanceof SQLException sql && isAway(sql));
    }

    private static boolean isAway(SQLException fault) {
        var state = fault.getSQLState();
        return state == null
                ? fault.getCause() instanceof TimeoutException || poolExhausted(fault)
                : STATES.stream().anyMatch(state::startsWith);
    }

    private static boolean poolExhausted(SQLException fault) {
        return fault.getMessage() != null && fault.getMessage().contains("Acquisition timeout");
    }
}
