package dev.switchover.migration.settlement.domain;

import dev.switchover.eventstore.StoredAs;
import java.time.LocalDate;

/** Everything that can have happened to an invoice. */
public sealed interface InvoiceEvent {

    InvoiceId invoiceId();

    @StoredAs("invoice.issued")
    record InvoiceIssued(InvoiceId invoiceId, String customer, LocalDate from, LocalDate to, Due due)
            implements InvoiceEvent {}

    /** As if it had been issued so; {@code enteredFor} is the customer it was for before, {@code state} where it stands now. */
    @StoredAs("invoice.corrected")
    record InvoiceCorrected(
            InvoiceId invoiceId,
            String customer,
            LocalDate from,
            LocalDate to,
            Due due,
            String enteredFor,
            InvoiceState state,
            String reason)
            implements InvoiceEvent {

        public InvoiceIssued asIssued() {
            return new InvoiceIssued(invoiceId, customer, from, to, due);
        }
    }

    /** Nobody is asked for anything by it any more, and it covers no day. */
    @StoredAs("invoice.withdrawn")
    record InvoiceWithdrawn(InvoiceId invoiceId, String customer, String approver, String reason)
            implements InvoiceEvent {}

    @StoredAs("invoice.paid")
    record InvoicePaid(InvoiceId invoiceId, String customer, LocalDate paidOn) implements InvoiceEvent {}

    @StoredAs("invoice.disputed")
    record InvoiceDisputed(InvoiceId invoiceId, String customer, String reason) implements InvoiceEvent {}

    @StoredAs("invoice.written-off")
    record InvoiceWrittenOff(InvoiceId invoiceId, String customer, String approver, String reason)
            implements InvoiceEvent {}
}
