package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.supplier.domain.Supplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.AbortRegistrationMove;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The moves of registrations that are called off with their migration. Inside the handling of a command only. */
@Singleton
public class MovesUnderWay {

    private final Jdbi database;
    private final Aggregates aggregates;
    private final Trunks trunks;

    MovesUnderWay(Jdbi database, Aggregates aggregates, Trunks trunks) {
        this.database = database;
        this.aggregates = aggregates;
        this.trunks = trunks;
    }

    /** Trunks whose registration is on its way; until the transaction ends it comes no further. */
    public List<ClaimedTrunk> hold(ClusterId cluster) {
        return moving(cluster).stream()
                .map(this::held)
                .filter(ClaimedTrunk::moving)
                .toList();
    }

    /** What was released already a person takes again on the node it came from; the rest stays there. */
    public void abort(List<ClaimedTrunk> held, String reason) {
        for (var trunk : held) {
            var ref = trunk.ref();
            var command = new AbortRegistrationMove(ref.supplier(), ref.trunk(), null, reason);
            aggregates.of(Supplier.class).load(ref.supplier().toString()).execute(it -> it.decide(command));
        }
    }

    private ClaimedTrunk held(TrunkRef trunk) {
        aggregates.of(Supplier.class).load(trunk.supplier().toString());
        return trunks.demand(trunk);
    }

    private List<TrunkRef> moving(ClusterId cluster) {
        return database
                .withHandle(handle -> handle.createQuery("""
                        select supplier, trunk, party, cluster, authorisation, exclusive, nodes, moving
                          from claims.trunk
                         where cluster = :cluster and moving
                         order by supplier, trunk
                        """)
                        .bind("cluster", cluster)
                        .mapTo(ClaimedTrunk.class)
                        .list())
                .stream()
                .map(ClaimedTrunk::ref)
                .toList();
    }
}
