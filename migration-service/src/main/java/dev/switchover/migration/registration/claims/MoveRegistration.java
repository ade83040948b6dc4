package dev.switchover.migration.registration.claims;

import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.supplier.domain.SupplierCommand.StartRegistrationMove;
import dev.switchover.migration.supplier.domain.TrunkRef;

/** Asks to move a trunk's registration from the migration's source to its target, or {@code back} to the source. */
public record MoveRegistration(String migration, TrunkRef trunk, boolean back) {

    StartRegistrationMove start(MigrationPlan plan) {
        return new StartRegistrationMove(
                trunk.supplier(),
                trunk.trunk(),
                plan.migration(),
                back ? plan.target() : plan.source(),
                back ? plan.source() : plan.target());
    }
}
