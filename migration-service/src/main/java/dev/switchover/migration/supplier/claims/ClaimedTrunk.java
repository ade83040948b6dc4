package dev.switchover.migration.supplier.claims;

import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.Authorisation;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import java.util.List;

/** A trunk as the claims know it. An exclusive one has one node, or none while its registration moves. */
public record ClaimedTrunk(
        String supplier,
        String trunk,
        String party,
        String cluster,
        Authorisation authorisation,
        boolean exclusive,
        List<String> nodes,
        boolean moving) {

    public TrunkRef ref() {
        return new TrunkRef(new SupplierId(supplier), new TrunkId(trunk));
    }

    /** Whether these are the nodes it is on, in whatever order. */
    boolean isOn(List<NodeId> wanted) {
        return wanted.stream().map(NodeId::value).distinct().sorted().toList().equals(nodes);
    }

    public ClusterId clusterId() {
        return new ClusterId(cluster);
    }
}
