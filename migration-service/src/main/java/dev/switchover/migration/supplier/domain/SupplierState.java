package dev.switchover.migration.supplier.domain;

import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveAborted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoved;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationReleased;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationRestored;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierCorrected;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkCorrected;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkNodesChanged;
import dev.switchover.migration.supplier.domain.Trunk.Move;
import dev.switchover.migration.supplier.domain.Trunk.Phase;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where a supplier stands; its trunks by their id's text. */
record SupplierState(@Nullable SupplierAdded added, Map<String, Trunk> trunks) {

    static SupplierState none() {
        return new SupplierState(null, Map.of());
    }

    Optional<Trunk> trunk(TrunkId id) {
        return Optional.ofNullable(trunks.get(id.value()));
    }

    SupplierState after(SupplierEvent event) {
        return switch (event) {
            case SupplierAdded it -> new SupplierState(it, trunks);
            case SupplierCorrected it -> new SupplierState(it.asAdded(), trunks);
            case TrunkAdded it -> put(it.trunk(), Trunk.added(it.settings(), it.nodes()));
            case TrunkCorrected it ->
                change(it.trunk(), trunk -> trunk.with(it.settings()).on(it.nodes()));
            case TrunkNodesChanged it -> change(it.trunk(), trunk -> trunk.on(it.nodes()));
            case RegistrationMoveStarted it -> change(it.trunk(), trunk -> trunk.moving(Move.started(it)));
            case RegistrationReleased it -> change(it.trunk(), trunk -> trunk.released(it.evidence()));
            case RegistrationMoved it ->
                change(it.trunk(), trunk -> trunk.taken(Phase.MOVED, it.to(), it.epoch(), it.evidence()));
            case RegistrationMoveAborted it ->
                change(it.trunk(), trunk -> trunk.aborted(it.released() ? Phase.RESTORING : Phase.ABORTED));
            case RegistrationRestored it ->
                change(it.trunk(), trunk -> trunk.taken(Phase.ABORTED, it.node(), it.epoch(), it.evidence()));
        };
    }

    private SupplierState change(TrunkId id, UnaryOperator<Trunk> change) {
        return trunk(id).map(trunk -> put(id, change.apply(trunk))).orElse(this);
    }

    private SupplierState put(TrunkId id, Trunk trunk) {
        var changed = new TreeMap<>(trunks);
        changed.put(id.value(), trunk);
        return new SupplierState(added, changed);
    }
}
