package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.Supplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.AbortRegistrationMove;
import dev.switchover.migration.supplier.domain.TrunkRef;
import dev.switchover.migration.supplier.domain.WhichMove;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
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

    /** A trunk whose registration is on its way, and where it ends. */
    public record OnItsWay(ClaimedTrunk trunk, NodeId endsOn) {}

    /** Until the transaction ends they come no further. What leads away from the source is to be called off. */
    public List<OnItsWay> hold(ClusterId cluster, NodeId source) {
        return moving(cluster).stream()
                .flatMap(trunk -> held(trunk, source).stream())
                .toList();
    }

    /** What was released already a person takes again on the source; the rest stays there. What comes back goes on. */
    public void abort(List<OnItsWay> held, NodeId source, String reason) {
        for (var move : held) {
            var ref = move.trunk().ref();
            var command = new AbortRegistrationMove(ref.supplier(), ref.trunk(), WhichMove.latest(), reason);
            aggregates.of(Supplier.class).load(ref.supplier().toString()).execute(it -> it.decide(command, source));
        }
    }

    private Optional<OnItsWay> held(TrunkRef trunk, NodeId source) {
        return aggregates
                .of(Supplier.class)
                .load(trunk.supplier().toString())
                .invoke(it -> it.endsOn(trunk.trunk(), source))
                .map(node -> new OnItsWay(trunks.demand(trunk), node));
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
