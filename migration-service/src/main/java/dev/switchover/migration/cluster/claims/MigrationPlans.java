package dev.switchover.migration.cluster.claims;

import java.util.Optional;

/**
 * Between which nodes a migration moves. Asked by what prepares and carries out its parts (admittance, registrations),
 * answered where migrations are decided: so that those may depend on these and not the other way round.
 */
public interface MigrationPlans {

    /** Inside a transaction the migration stays in its phase until the end of it. */
    Optional<MigrationPlan> find(String migration);
}
