package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import java.util.List;
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
     * Without a lock: the cluster of a trunk never changes, and the supplier decides about the rest. A row lock taken before
     * the supplier's own lock would wait for it in a circle that PostgreSQL cannot see.
     */
    public Optional<ClaimedTrunk> find(TrunkRef trunk) {
        return select(trunk, "");
    }

    public ClaimedTrunk demand(TrunkRef trunk) {
        return find(trunk).orElseThrow(() -> unknown(trunk));
    }

    /** Until the transaction ends nobody corrects the trunk or its supplier. For those who never take the supplier's own lock. */
    public ClaimedTrunk hold(TrunkRef trunk) {
        return select(trunk, "for share").orElseThrow(() -> unknown(trunk));
    }

    /** Waits for those who {@link #hold} a trunk of the supplier, once the supplier's own lock is taken. */
    void waitForHolders(SupplierId supplier) {
        database.useHandle(handle -> handle.createQuery("""
                        select trunk from claims.trunk where supplier = :supplier order by trunk for no key update
                        """)
                .bind("supplier", supplier)
                .mapTo(String.class)
                .list());
    }

    /** Those that no gate of a removal holds: their suppliers send calls to an address, and to that of this node alone. */
    public List<TrunkRef> byAddressOnlyOn(ClusterId cluster, NodeId node) {
        return database.withHandle(handle -> handle.createQuery("""
                        select supplier, trunk from claims.trunk
                         where cluster = :cluster and authorisation = 'IP' and nodes = array[:node]::text[]
                         order by supplier, trunk
                        """)
                .bind("cluster", cluster)
                .bind("node", node)
                .mapTo(TrunkRef.class)
                .list());
    }

    private Optional<ClaimedTrunk> select(TrunkRef trunk, String lock) {
        return database.withHandle(handle -> handle.createQuery("""
                        select supplier, trunk, party, cluster, authorisation, exclusive, nodes, moving
                          from claims.trunk
                         where supplier = :supplier and trunk = :trunk
                        """ + lock)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .mapTo(ClaimedTrunk.class)
                .findOne());
    }

    private static Rejection unknown(TrunkRef trunk) {
        return Rejection.notFound("trunk-not-found", "There is no trunk " + trunk + ".");
    }
}
