package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceCorrected;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceDisputed;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoicePaid;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWithdrawn;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWrittenOff;
import java.time.Instant;
import java.util.List;

/** What others may know of an invoice. The amount stays inside. */
final class SettlementNotices {

    private SettlementNotices() {}

    static List<MigrationNotice> of(InvoiceEvent event, Instant at) {
        var key = event.invoiceId().toString();
        return switch (event) {
            case InvoiceIssued it ->
                List.of(new MigrationNotice.InvoiceIssued(key, at, it.customer(), it.from(), it.to()));
            case InvoiceCorrected it ->
                List.of(new MigrationNotice.InvoiceCorrected(key, at, it.customer(), it.from(), it.to(), it.reason()));
            case InvoiceWithdrawn it ->
                List.of(new MigrationNotice.InvoiceWithdrawn(key, at, it.customer(), it.reason()));
            case InvoicePaid it -> List.of(new MigrationNotice.InvoicePaid(key, at, it.customer()));
            case InvoiceDisputed it ->
                List.of(new MigrationNotice.InvoiceDisputed(key, at, it.customer(), it.reason()));
            case InvoiceWrittenOff it ->
                List.of(new MigrationNotice.InvoiceWrittenOff(key, at, it.customer(), it.reason()));
        };
    }
}
