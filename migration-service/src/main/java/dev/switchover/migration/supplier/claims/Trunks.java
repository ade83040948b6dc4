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

    /**
     * In SQL, whether a trunk t that is not on its way works on node n of its cluster: it is named, or the list is empty and
     * the node has an account where it needs one.
     */
    public static final String WORKS_ON = """
            (n.node = any (t.nodes)
             or t.nodes = '{}' and not t.exclusive
                and (t.policy is distinct from 'ACCOUNT_PER_NODE' or n.node = any (t.account_nodes)))
            """;

    private static final String COLUMNS = "supplier, trunk, party, cluster, authorisation, exclusive, nodes, moving\n";

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

    /** What has no other node left once this one is gone. A registration on its way is on none for sure. */
    public List<ClaimedTrunk> onlyOn(ClusterId cluster, NodeId node) {
        return database.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                          from claims.trunk t
                         where t.cluster = :cluster
                           and (t.moving
                                or exists (select from claims.node n
                                            where n.cluster = t.cluster and n.node = :node and <worksOn>)
                                   and not exists (select from claims.node n
                                                    where n.cluster = t.cluster and n.node <> :node and n.live and <worksOn>))
                         order by supplier, trunk
                        """)
                .define("worksOn", WORKS_ON)
                .bind("cluster", cluster)
                .bind("node", node)
                .mapTo(ClaimedTrunk.class)
                .list());
    }

    private Optional<ClaimedTrunk> select(TrunkRef trunk, String lock) {
        return database.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
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
