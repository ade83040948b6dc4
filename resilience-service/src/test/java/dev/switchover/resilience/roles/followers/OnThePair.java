package dev.switchover.resilience.roles.followers;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;

/** Tests of the built service that share its instances. */
interface OnThePair {

    /** Looking for what is gone through all the tests that follow takes time from these. */
    @AfterAll
    static void nobodyLooksOn() throws SQLException {
        try (var connection = Pair.DATABASE.connect();
                var statement = connection.createStatement()) {
            statement.execute("delete from claims.watch");
        }
    }
}
