package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The trunks other capabilities decide about. */
@Singleton
public class Trunks {

    private final Jdbi database;

    Trunks(Jdbi database) {
        this.database = database;
    }

    /**
     * Without a lock: the cluster and kind of a trunk never change, and the supplier decides about the rest. A row lock taken
     * before the supplier's own lock would wait for it in a circle that PostgreSQL cannot see.
     */
    public Optional<ClaimedTrunk> find(TrunkRef trunk) {
        return database.withHandle(handle -> handle.createQuery("""
                        select supplier, trunk, party, cluster, authorisation, exclusive, nodes, moving
                          from claims.trunk
                         where supplier = :supplier and trunk = :trunk
                        """)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .mapTo(ClaimedTrunk.class)
                .findOne());
    }

    public ClaimedTrunk demand(TrunkRef trunk) {
        return find(trunk).orElseThrow(() -> Rejection.notFound("trunk-not-found", "There is no trunk " + trunk + "."));
    }
}
