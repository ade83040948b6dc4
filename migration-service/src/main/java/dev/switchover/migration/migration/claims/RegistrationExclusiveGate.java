package dev.switchover.migration.migration.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.migration.migration.domain.MigrationGate;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** The gate {@code registration-exclusive}, shown: the key of claims.registration upholds it whatever is asked. */
@Singleton
public class RegistrationExclusiveGate {

    private static final String ID = MigrationGate.REGISTRATION_EXCLUSIVE.id();
    private static final String LIMIT = "one node each";

    private final Jdbi database;

    RegistrationExclusiveGate(Jdbi database) {
        this.database = database;
    }

    record Counts(long exclusive, long several) {}

    Gate evaluate(Standing migration, Instant now) {
        var counts = database.withHandle(handle -> handle.createQuery("""
                        select count(*) as exclusive, count(*) filter (where cardinality(nodes) > 1) as several
                          from claims.trunk where cluster = :cluster and exclusive
                        """)
                .bind("cluster", migration.cluster())
                .mapTo(Counts.class)
                .one());
        return counts.several() == 0
                ? Gate.pass(ID, counts.exclusive() + " registrations, each on one node", LIMIT, now)
                : Gate.fail(ID, counts.several() + " on several nodes", LIMIT, now, "Leave each on one node.");
    }
}
