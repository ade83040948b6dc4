package dev.switchover.migration.supplier.domain;

import dev.switchover.eventstore.StoredAs;
import dev.switchover.migration.cluster.domain.NodeId;
import java.util.List;

/** Everything that can have happened to a supplier and its trunks. */
public sealed interface SupplierEvent {

    SupplierId supplierId();

    @StoredAs("supplier.added")
    record SupplierAdded(SupplierId supplierId, String party, String name) implements SupplierEvent {}

    /** As if it had been added so: what was said of it before had been entered wrong. */
    @StoredAs("supplier.corrected")
    record SupplierCorrected(SupplierId supplierId, String party, String name, String reason) implements SupplierEvent {

        SupplierAdded asAdded() {
            return new SupplierAdded(supplierId, party, name);
        }
    }

    @StoredAs("supplier.trunk-added")
    record TrunkAdded(SupplierId supplierId, TrunkId trunk, TrunkSettings settings, List<NodeId> nodes)
            implements SupplierEvent, ConcernsTrunk {}

    /** As if it had been added so, on the nodes it is on: its settings had been entered wrong. */
    @StoredAs("supplier.trunk-corrected")
    record TrunkCorrected(
            SupplierId supplierId, TrunkId trunk, TrunkSettings settings, List<NodeId> nodes, String reason)
            implements SupplierEvent, ConcernsTrunk {}

    @StoredAs("supplier.trunk-nodes-changed")
    record TrunkNodesChanged(SupplierId supplierId, TrunkId trunk, List<NodeId> nodes)
            implements SupplierEvent, ConcernsTrunk {}

    @StoredAs("supplier.registration-move-started")
    record RegistrationMoveStarted(
            SupplierId supplierId, TrunkId trunk, int move, String migration, NodeId from, NodeId to)
            implements SupplierEvent, ConcernsTrunk {}

    @StoredAs("supplier.registration-released")
    record RegistrationReleased(
            SupplierId supplierId, TrunkId trunk, int move, String migration, NodeId from, NodeId to, String evidence)
            implements SupplierEvent, ConcernsTrunk {}

    @StoredAs("supplier.registration-moved")
    record RegistrationMoved(
            SupplierId supplierId,
            TrunkId trunk,
            int move,
            String migration,
            NodeId from,
            NodeId to,
            long epoch,
            String evidence)
            implements SupplierEvent, ConcernsTrunk {}

    /** {@code released}: the old node no longer has the registration and must take it again. */
    @StoredAs("supplier.registration-move-aborted")
    record RegistrationMoveAborted(
            SupplierId supplierId,
            TrunkId trunk,
            int move,
            String migration,
            NodeId from,
            boolean released,
            String reason)
            implements SupplierEvent, ConcernsTrunk {}

    @StoredAs("supplier.registration-restored")
    record RegistrationRestored(
            SupplierId supplierId, TrunkId trunk, int move, String migration, NodeId node, long epoch, String evidence)
            implements SupplierEvent, ConcernsTrunk {}
}
