package dev.switchover.migration.settlement.domain;

import dev.switchover.eventstore.StoredAs;
import java.time.LocalDate;

/** Everything that can have happened to an invoice. */
public sealed interface InvoiceEvent {

    InvoiceId invoiceId();

    @StoredAs("invoice.issued")
    record InvoiceIssued(InvoiceId invoiceId, String customer, LocalDate from, LocalDate to, Due due)
            implements InvoiceEvent {}

    @StoredAs("invoice.paid")
    record InvoicePaid(InvoiceId invoiceId, String customer, LocalDate paidOn) implements InvoiceEvent {}

    @StoredAs("invoice.disputed")
    record InvoiceDisputed(InvoiceId invoiceId, String customer, String reason) implements InvoiceEvent {}

    @StoredAs("invoice.written-off")
    record InvoiceWrittenOff(InvoiceId invoiceId, String customer, String approver, String reason)
            implements InvoiceEvent {}
}
