package dev.switchover.migration.settlement.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of an invoice. */
public sealed interface InvoiceCommand {

    InvoiceId invoiceId();

    /** For the days {@code from} to {@code to}, both included, in the customer's time zone. */
    record IssueInvoice(
            @TargetAggregateIdentifier InvoiceId invoiceId, String customer, LocalDate from, LocalDate to, Due due)
            implements InvoiceCommand {}

    /** What was entered wrong, put right; what is absent stays as it is. */
    record CorrectInvoice(
            @TargetAggregateIdentifier InvoiceId invoiceId,
            @Nullable String customer,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            String reason)
            implements InvoiceCommand {}

    /** It should not have been entered. */
    record WithdrawInvoice(@TargetAggregateIdentifier InvoiceId invoiceId, String approver, String reason)
            implements InvoiceCommand {}

    /** {@code saidAt}: when it is said, which is not before it came; without {@code paidOn} it came on that day. */
    record RecordPayment(
            @TargetAggregateIdentifier InvoiceId invoiceId,
            @Nullable LocalDate paidOn,
            Instant saidAt) implements InvoiceCommand {}

    record DisputeInvoice(@TargetAggregateIdentifier InvoiceId invoiceId, String reason) implements InvoiceCommand {}

    record WriteOffInvoice(@TargetAggregateIdentifier InvoiceId invoiceId, String approver, String reason)
            implements InvoiceCommand {}
}
