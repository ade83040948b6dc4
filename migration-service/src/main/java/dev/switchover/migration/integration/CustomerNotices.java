package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.ReachedBy;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerDrained;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import java.time.Instant;
import java.util.List;

/** What others may know of a customer; empty for what stays inside. */
final class CustomerNotices {

    private CustomerNotices() {}

    static List<MigrationNotice> of(CustomerEvent event, Instant at) {
        return switch (event) {
            case CustomerMoveAnnounced told -> List.of(announced(told, at));
            case CustomerMoved moved ->
                List.of(new MigrationNotice.CustomerMoved(
                        moved.customerId().toString(),
                        at,
                        moved.party(),
                        moved.customerId().value(),
                        moved.migration(),
                        moved.from(),
                        moved.to()));
            case CustomerMovedBack back -> List.of(movedBack(back, at));
            case CustomerMoveCalledOff calledOff -> List.of(calledOff(calledOff, at));
            case CustomerAdded added -> List.of();
            case CustomerCorrected corrected -> List.of();
            case CustomerDrained drained -> List.of();
        };
    }

    private static MigrationNotice announced(CustomerMoveAnnounced told, Instant at) {
        return new MigrationNotice.CustomerMoveAnnounced(
                told.customerId().toString(),
                at,
                told.party(),
                told.customerId().value(),
                told.migration(),
                told.wave(),
                reachedBy(told.reachedBy()),
                told.domain(),
                told.fromAddress(),
                told.toAddress(),
                told.due());
    }

    private static MigrationNotice movedBack(CustomerMovedBack back, Instant at) {
        return new MigrationNotice.CustomerMovedBack(
                back.customerId().toString(),
                at,
                back.party(),
                back.customerId().value(),
                back.migration(),
                reachedBy(back.reachedBy()),
                back.domain(),
                back.toAddress(),
                back.reason(),
                null);
    }

    /** He was told and has not moved: nothing changes for him. */
    private static MigrationNotice calledOff(CustomerMoveCalledOff calledOff, Instant at) {
        return new MigrationNotice.CustomerMovedBack(
                calledOff.customerId().toString(),
                at,
                calledOff.party(),
                calledOff.customerId().value(),
                calledOff.migration(),
                reachedBy(calledOff.reachedBy()),
                calledOff.domain(),
                calledOff.address(),
                calledOff.reason(),
                calledOff.due());
    }

    private static ReachedBy reachedBy(dev.switchover.migration.customer.domain.ReachedBy reachedBy) {
        return switch (reachedBy) {
            case IP -> ReachedBy.IP;
            case DOMAIN -> ReachedBy.DOMAIN;
        };
    }
}
