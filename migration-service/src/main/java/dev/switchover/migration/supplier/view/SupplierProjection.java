package dev.switchover.migration.supplier.view;

import dev.switchover.migration.supplier.domain.SupplierEvent;
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
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Keeps the suppliers and their trunks up to date. */
@ProcessingGroup(SupplierProjection.GROUP)
public class SupplierProjection {

    public static final String GROUP = "suppliers";

    private final SupplierTable suppliers;
    private final TrunkTable trunks;

    public SupplierProjection(SupplierTable suppliers, TrunkTable trunks) {
        this.suppliers = suppliers;
        this.trunks = trunks;
    }

    @EventHandler
    void on(SupplierEvent event, @Timestamp Instant at) {
        switch (event) {
            case SupplierAdded it -> suppliers.add(it, at);
            case SupplierCorrected it -> suppliers.correct(it);
            case TrunkAdded it -> trunks.add(it, at);
            case TrunkCorrected it -> trunks.correct(it, at);
            case TrunkNodesChanged it -> trunks.list(it.ref(), it.nodes(), at);
            case RegistrationMoveStarted it -> trunks.moving(it.ref(), true, at);
            case RegistrationReleased it -> trunks.list(it.ref(), List.of(), at);
            case RegistrationMoved it -> trunks.taken(it.ref(), it.to(), it.epoch(), at);
            case RegistrationMoveAborted it -> trunks.moving(it.ref(), it.released(), at);
            case RegistrationRestored it -> trunks.taken(it.ref(), it.node(), it.epoch(), at);
        }
    }
}
