package dev.switchover.migration.cluster.claims;

import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import java.time.Instant;
import java.util.Optional;

/**
 * Between which nodes a migration moves. Asked by what prepares and carries out its parts (admittance, registrations),
 * answered where migrations are decided: so that those may depend on these and not the other way round.
 */
public interface MigrationPlans {

    /** Inside a transaction the migration stays in its phase until the end of it. */
    Optional<MigrationPlan> find(String migration);

    /** The migration under way in the cluster, and nobody plans another until the transaction ends. */
    Optional<MigrationPlan> holdActive(ClusterId cluster);

    /** When the node was given up for good, if it was: that closed its settlement. It stays so until the transaction ends. */
    Optional<Instant> givenUpAt(ClusterId cluster, NodeId node);
}
