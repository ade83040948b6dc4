package dev.switchover.migration.supplier.domain;

import dev.switchover.migration.cluster.domain.NodeId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a supplier. */
public sealed interface SupplierCommand {

    SupplierId supplierId();

    record AddSupplier(@TargetAggregateIdentifier SupplierId supplierId, String party, String name)
            implements SupplierCommand {}

    /** What was entered wrong, put right; what is absent stays as it is. */
    record CorrectSupplier(
            @TargetAggregateIdentifier SupplierId supplierId,
            @Nullable String party,
            @Nullable String name,
            String reason)
            implements SupplierCommand {}

    record AddTrunk(
            @TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, TrunkSettings settings, List<NodeId> nodes)
            implements SupplierCommand {}

    record CorrectTrunk(
            @TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, TrunkCorrection right, String reason)
            implements SupplierCommand {}

    record ChangeTrunkNodes(@TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, List<NodeId> nodes)
            implements SupplierCommand {}

    record StartRegistrationMove(
            @TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, String migration, NodeId from, NodeId to)
            implements SupplierCommand {}

    record ConfirmReleased(
            @TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, WhichMove move, String evidence)
            implements SupplierCommand {}

    record ConfirmTaken(
            @TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, WhichMove move, String evidence)
            implements SupplierCommand {}

    record AbortRegistrationMove(
            @TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, WhichMove move, String reason)
            implements SupplierCommand {}

    record ConfirmRestored(
            @TargetAggregateIdentifier SupplierId supplierId, TrunkId trunk, WhichMove move, String evidence)
            implements SupplierCommand {}
}
