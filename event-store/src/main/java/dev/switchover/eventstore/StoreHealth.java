package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What waits for a position, and what holds up the clearing of dead rows, measured in the database by its own clock. */
record StoreHealth(long unsequenced, Duration oldestUnsequenced, Optional<Duration> oldestTransaction) {

    static final StoreHealth UNKNOWN = new StoreHealth(0, Duration.ZERO, Optional.empty());

    private static final String QUERY = """
            select (select count(*) from events.pending),
                   (select extract(epoch from clock_timestamp() - min(since)) from events.pending),
                   pg_has_role(current_user, 'pg_read_all_stats', 'usage'),
                   extract(epoch from clock_timestamp() - least(
                       (select min(xact_start) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                        and (backend_xmin is not null or backend_xid is not null)),
                       (select min(prepared) from pg_prepared_xacts where database = current_database())))
            """;

    static StoreHealth measure(Connection connection, StoreSchema schema) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(schema.in(QUERY))) {
            row.next();
            return new StoreHealth(
                    row.getLong(1),
                    seconds(row.getDouble(2)),
                    row.getBoolean(3) ? Optional.of(seconds(row.getDouble(4))) : Optional.empty());
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.max(0, Math.round(seconds * 1e9)));
    }
}
