package dev.switchover.migration.supplier.domain;

import dev.switchover.migration.cluster.domain.NodeId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a supplier. Where no move is named, the latest one is meant. */
public sealed interface SupplierCommand {

    SupplierId supplierId();

    record AddSupplier(@TargetAggregateIdentifier SupplierId supplierId, String party, String name)
            implements SupplierCommand {}

    record AddTrunk(
            @TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, TrunkSettings settings, List<NodeId> nodes)
            implements SupplierCommand {}

    /** {@code version} is the one the operator saw; absent if it does not matter. */
    record ChangeTrunkNodes(
            @TargetAggregateIdentifier SupplierId supplierId,
            TrunkId trunk,
            List<NodeId> nodes,
            @Nullable Long version) implements SupplierCommand {}

    record StartRegistrationMove(
            @TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, String migration, NodeId from, NodeId to)
            implements SupplierCommand {}

    record ConfirmReleased(
            @TargetAggregateIdentifier SupplierId supplierId,
            TrunkId trunk,
            @Nullable Integer move,
            String evidence) implements SupplierCommand {}

    record ConfirmTaken(
            @TargetAggregateIdentifier SupplierId supplierId,
            TrunkId trunk,
            @Nullable Integer move,
            String evidence) implements SupplierCommand {}

    record AbortRegistrationMove(
            @TargetAggregateIdentifier SupplierId supplierId,
            TrunkId trunk,
            @Nullable Integer move,
            String reason) implements SupplierCommand {}

    record ConfirmRestored(
            @TargetAggregateIdentifier SupplierId supplierId,
            TrunkId trunk,
            @Nullable Integer move,
            String evidence) implements SupplierCommand {}
}
