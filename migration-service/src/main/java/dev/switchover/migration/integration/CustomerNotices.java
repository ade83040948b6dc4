package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerDrained;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import dev.switchover.migration.customer.domain.ReachedBy;
import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceDisputed;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoicePaid;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWrittenOff;
import java.time.Instant;
import java.util.List;

/** What others may know of a customer and its invoices; empty for what stays inside. */
final class CustomerNotices {

    private CustomerNotices() {}

    static List<MigrationNotice> of(CustomerEvent event, Instant at) {
        var key = event.customerId().toString();
        var customer = event.customerId().value();
        return switch (event) {
            case CustomerMoveAnnounced told ->
                List.of(new MigrationNotice.CustomerMoveAnnounced(
                        key,
                        at,
                        told.party(),
                        customer,
                        told.migration(),
                        told.wave(),
                        reachedBy(told.reachedBy()),
                        told.domain(),
                        told.fromAddress(),
                        told.toAddress(),
                        told.due()));
            case CustomerMoved moved ->
                List.of(new MigrationNotice.CustomerMoved(
                        key, at, moved.party(), customer, moved.migration(), moved.from(), moved.to()));
            case CustomerMovedBack back ->
                List.of(new MigrationNotice.CustomerMovedBack(
                        key,
                        at,
                        back.party(),
                        customer,
                        back.migration(),
                        reachedBy(back.reachedBy()),
                        back.domain(),
                        back.toAddress(),
                        back.reason()));
            case CustomerMoveCalledOff off ->
                List.of(new MigrationNotice.CustomerMovedBack(
                        key,
                        at,
                        off.party(),
                        customer,
                        off.migration(),
                        reachedBy(off.reachedBy()),
                        off.domain(),
                        off.address(),
                        off.reason()));
            case CustomerAdded added -> List.of();
            case CustomerDrained drained -> List.of();
        };
    }

    static List<MigrationNotice> of(InvoiceEvent event, Instant at) {
        var key = event.invoiceId().toString();
        return switch (event) {
            case InvoiceIssued issued ->
                List.of(new MigrationNotice.InvoiceIssued(key, at, issued.customer(), issued.from(), issued.to()));
            case InvoicePaid paid -> List.of(new MigrationNotice.InvoicePaid(key, at, paid.customer()));
            case InvoiceDisputed disputed ->
                List.of(new MigrationNotice.InvoiceDisputed(key, at, disputed.customer(), disputed.reason()));
            case InvoiceWrittenOff off ->
                List.of(new MigrationNotice.InvoiceWrittenOff(key, at, off.customer(), off.reason()));
        };
    }

    private static MigrationNotice.ReachedBy reachedBy(ReachedBy how) {
        return switch (how) {
            case IP -> MigrationNotice.ReachedBy.IP;
            case DOMAIN -> MigrationNotice.ReachedBy.DOMAIN;
        };
    }
}
