package dev.switchover.migration.migration.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.migration.customer.claims.CustomerLookup;
import dev.switchover.migration.customer.domain.CustomerStanding;
import dev.switchover.migration.migration.domain.MigrationGate;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The gate {@code customers-moved}: nobody is assigned to the source, and nothing new was seen there for the drain time.
 * The first is counted, the second nobody measures here: it is unknown until attested, once the drain time is over,
 * also where no customer was ever known.
 */
@Singleton
public class CustomersMovedGate {

    private static final String ID = MigrationGate.CUSTOMERS_MOVED.id();

    private final Jdbi database;
    private final CustomerLookup customers;

    CustomersMovedGate(Jdbi database, CustomerLookup customers) {
        this.database = database;
        this.customers = customers;
    }

    Gate evaluate(Standing migration, Instant now) {
        var limit = "0 customers on %s, nothing new there for %s".formatted(migration.source(), migration.drain());
        var left = customers.countOn(
                migration.cluster().value(), migration.source().value());
        if (left > 0) {
            return Gate.fail(
                    ID,
                    left + " customers on " + migration.source(),
                    limit,
                    now,
                    "Move them: GET /customers?node=%s&cluster=%s lists them."
                            .formatted(migration.source(), migration.cluster().value()));
        }
        var over = drainEnd(migration);
        if (over.isAfter(now)) {
            return Gate.fail(
                    ID,
                    "nobody left, but the drain time runs until " + over,
                    limit,
                    now,
                    "Wait until then, look for traffic on the source, and attest that there is none.");
        }
        return traffic(migration, limit, now);
    }

    /** That the service knows of nobody does not say that nobody calls: a file may never have been imported. */
    private Gate traffic(Standing migration, String limit, Instant now) {
        var moving = any(migration, CustomerStanding.MOVED);
        if (!moving && any(migration, CustomerStanding.DRAINED)) {
            return Gate.pass(ID, "nobody left; all drained", limit, now);
        }
        return new Gate(
                ID,
                Verdict.UNKNOWN,
                moving ? "nobody left; traffic not measured" : "no customer has moved; traffic not measured",
                limit,
                null,
                (moving ? "" : "See that no customers were forgotten. ")
                        + "Look for new calls and registrations on the source, and attest that there are none.");
    }

    private boolean any(Standing migration, CustomerStanding state) {
        return !customers.of(migration.migration().value(), state, null, 1).isEmpty();
    }

    /** A word given before the drain time was over says nothing. */
    boolean accepts(Standing migration, Instant given) {
        return !given.isBefore(drainEnd(migration));
    }

    private Instant drainEnd(Standing migration) {
        return lastMoved(migration).map(moved -> moved.plus(migration.drain())).orElse(Instant.EPOCH);
    }

    private Optional<Instant> lastMoved(Standing migration) {
        return database.withHandle(handle -> handle.createQuery("""
                        select moved_at from claims.customer
                         where migration = :migration and state = 'MOVED' order by moved_at desc limit 1
                        """)
                .bind("migration", migration.migration())
                .mapTo(Instant.class)
                .findOne());
    }
}
