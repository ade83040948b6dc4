package dev.switchover.migration.settlement.claims;

import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoicePaid;
import dev.switchover.migration.settlement.domain.InvoiceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invoice as the claims know it. The fingerprint tells the same invoice said again from another one. */
record ClaimedInvoice(
        String invoice,
        String customer,
        LocalDate fromDay,
        LocalDate toDay,
        InvoiceState state,
        UUID content,
        @Nullable LocalDate paidOn,
        Instant issuedAt) {

    /** What events after the first change. Without a day of payment the one there is stays. */
    record Standing(InvoiceState state, @Nullable LocalDate paidOn) {

        static Standing after(InvoiceEvent event) {
            return new Standing(
                    InvoiceState.after(event), event instanceof InvoicePaid payment ? payment.paidOn() : null);
        }

        Standing over(Standing before) {
            return new Standing(state, paidOn == null ? before.paidOn : paidOn);
        }
    }

    static ClaimedInvoice of(InvoiceIssued issued, Instant at) {
        return new ClaimedInvoice(
                issued.invoiceId().value(),
                issued.customer(),
                issued.from(),
                issued.to(),
                InvoiceState.after(issued),
                content(issued),
                null,
                at);
    }

    static UUID content(InvoiceIssued issued) {
        // a record's text names every component, so a new one is part of it without a change here
        return UUID.nameUUIDFromBytes(issued.toString().getBytes(StandardCharsets.UTF_8));
    }

    ClaimedInvoice in(Standing now) {
        var standing = now.over(new Standing(state, paidOn));
        return new ClaimedInvoice(
                invoice, customer, fromDay, toDay, standing.state(), content, standing.paidOn(), issuedAt);
    }
}
