package dev.switchover.migration.registration.view;

import dev.switchover.kit.operation.Asked;
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
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;

/** Keeps the moves of registrations up to date. */
@ProcessingGroup(RegistrationMoveProjection.GROUP)
public class RegistrationMoveProjection {

    public static final String GROUP = "registration-moves";

    private final RegistrationMoveTable moves;

    public RegistrationMoveProjection(RegistrationMoveTable moves) {
        this.moves = moves;
    }

    @EventHandler
    void on(SupplierEvent event, @Timestamp Instant at, MetaData metadata) {
        var asked = Asked.of(metadata);
        var actor = asked.by();
        switch (event) {
            case RegistrationMoveStarted it -> moves.start(it, at, asked);
            case RegistrationReleased it -> moves.release(it, at, actor);
            case RegistrationMoved it -> moves.take(it, at, actor);
            case RegistrationMoveAborted it -> moves.abort(it, at, actor);
            case RegistrationRestored it -> moves.restore(it, at, actor);
            case SupplierAdded it -> {}
            case SupplierCorrected it -> {}
            case TrunkAdded it -> {}
            case TrunkCorrected it -> {}
            case TrunkNodesChanged it -> {}
        }
    }
}
