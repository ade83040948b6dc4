package dev.switchover.migration.settlement.claims;

import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceState;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/** An invoice as the claims know it. The fingerprint tells the same invoice said again from another one. */
record ClaimedInvoice(
        String invoice, String customer, LocalDate fromDay, LocalDate toDay, InvoiceState state, UUID content) {

    static ClaimedInvoice of(InvoiceIssued issued) {
        return new ClaimedInvoice(
                issued.invoiceId().value(),
                issued.customer(),
                issued.from(),
                issued.to(),
                InvoiceState.after(issued),
                content(issued));
    }

    static UUID content(InvoiceIssued issued) {
        // a record's text names every component, so a new one is part of it without a change here
        return UUID.nameUUIDFromBytes(issued.toString().getBytes(StandardCharsets.UTF_8));
    }

    ClaimedInvoice in(InvoiceState now) {
        return new ClaimedInvoice(invoice, customer, fromDay, toDay, now, content);
    }
}
