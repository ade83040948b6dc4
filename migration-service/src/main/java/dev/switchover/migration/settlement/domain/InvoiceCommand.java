package dev.switchover.migration.settlement.domain;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one can ask of an invoice. */
public sealed interface InvoiceCommand {

    InvoiceId invoiceId();

    /** For the days {@code from} to {@code to}, both included, in the customer's time zone. */
    record IssueInvoice(
            @TargetAggregateIdentifier InvoiceId invoiceId, String customer, LocalDate from, LocalDate to, Due due)
            implements InvoiceCommand {}

    record RecordPayment(@TargetAggregateIdentifier InvoiceId invoiceId, LocalDate paidOn) implements InvoiceCommand {}

    record DisputeInvoice(@TargetAggregateIdentifier InvoiceId invoiceId, String reason) implements InvoiceCommand {}

    record WriteOffInvoice(@TargetAggregateIdentifier InvoiceId invoiceId, String approver, String reason)
            implements InvoiceCommand {}
}
