package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.OperationEnded;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
import dev.switchover.migration.registration.view.RegistrationMoveView;
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
import dev.switchover.migration.supplier.domain.TrunkRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others may know of a supplier and its trunks; empty for what stays inside. */
final class SupplierNotices {

    private SupplierNotices() {}

    static List<MigrationNotice> of(SupplierEvent event, Instant at) {
        return switch (event) {
            case RegistrationMoved it ->
                List.of(moved(it.ref(), it.from().value(), it.to().value(), it.epoch(), at));
            case RegistrationMoveAborted it
            when !it.released() -> List.of(aborted(it.ref(), it.move(), it.reason(), at));
            case RegistrationMoveAborted it -> List.of(); // it ends with the restoration
            case RegistrationRestored it ->
                List.of(
                        moved(it.ref(), null, it.node().value(), it.epoch(), at),
                        aborted(it.ref(), it.move(), "registered on " + it.node() + " again", at));
            case SupplierAdded it -> List.of();
            case SupplierCorrected it -> List.of();
            case TrunkAdded it -> List.of();
            case TrunkCorrected it -> List.of();
            case TrunkNodesChanged it -> List.of();
            case RegistrationMoveStarted it -> List.of();
            case RegistrationReleased it -> List.of();
        };
    }

    private static MigrationNotice moved(TrunkRef trunk, @Nullable String from, String to, long epoch, Instant at) {
        return new MigrationNotice.RegistrationMoved(
                trunk.supplier().toString(),
                at,
                trunk.supplier().value(),
                trunk.trunk().value(),
                from,
                to,
                epoch);
    }

    private static OperationEnded aborted(TrunkRef trunk, int move, String detail, Instant at) {
        return new OperationEnded(
                trunk.supplier().toString(),
                at,
                RegistrationMoveView.operation(
                        trunk.supplier().value(), trunk.trunk().value(), move),
                "registration-move",
                Outcome.ABORTED,
                trunk.supplier() + "/trunks/" + trunk.trunk(),
                detail);
    }
}
