package dev.switchover.migration.settlement.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.settlement.domain.InvoiceCommand.DisputeInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.IssueInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.RecordPayment;
import dev.switchover.migration.settlement.domain.InvoiceCommand.WriteOffInvoice;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceDisputed;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoicePaid;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWrittenOff;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** One invoice, from issue to payment or write-off. {@code decide} refuses or applies; {@code evolve} remembers. */
@AggregateRoot(type = "Invoice")
public class Invoice {

    @AggregateIdentifier
    private InvoiceId id;

    private @Nullable InvoiceIssued issued;

    private @Nullable InvoiceState state;

    /** For Axon, which then replays the events; {@code decide} makes an invoice of it. */
    public Invoice() {}

    /** An invoice known to be new: nothing is read before it is written. */
    public static Invoice issuing(IssueInvoice command) {
        var invoice = new Invoice();
        invoice.decide(command);
        return invoice;
    }

    /** The same again changes nothing; other content under the same id is refused. */
    public void decide(IssueInvoice command) {
        var event = checked(command);
        if (issued == null) {
            apply(event);
        } else if (!issued.equals(event)) {
            throw Rejection.conflict(
                            "invoice-exists-with-other-content", "Invoice " + id.value() + " exists with other content")
                    .differs("customer", issued.customer(), event.customer())
                    .differs("from", issued.from(), event.from())
                    .differs("to", issued.to(), event.to())
                    .differs("terms", issued.due().terms(), event.due().terms())
                    .differs("amount", issued.due().amount(), event.due().amount())
                    .differs("currency", issued.due().currency(), event.due().currency());
        }
    }

    public boolean isNew() {
        return issued == null;
    }

    @CommandHandler
    public void decide(RecordPayment command) {
        switch (known()) {
            case ISSUED, DISPUTED -> apply(new InvoicePaid(id, customer(), command.paidOn()));
            case PAID -> {} // told twice: fine
            case WRITTEN_OFF, PREPAID, NOTHING_DUE -> throw notOwed("be paid");
        }
    }

    @CommandHandler
    void decide(DisputeInvoice command) {
        requireReason(command.reason());
        switch (known()) {
            case ISSUED -> apply(new InvoiceDisputed(id, customer(), command.reason()));
            case DISPUTED -> {} // already so
            case PAID, WRITTEN_OFF, PREPAID, NOTHING_DUE -> throw notOwed("be disputed");
        }
    }

    @CommandHandler
    void decide(WriteOffInvoice command) {
        requireReason(command.reason());
        switch (known()) {
            case ISSUED, DISPUTED -> apply(new InvoiceWrittenOff(id, customer(), command.approver(), command.reason()));
            case WRITTEN_OFF -> {} // already so
            case PAID, PREPAID, NOTHING_DUE -> throw notOwed("be written off");
        }
    }

    @EventSourcingHandler
    void evolve(InvoiceEvent event) {
        id = event.invoiceId();
        if (event instanceof InvoiceIssued first) {
            issued = first;
        }
        state = InvoiceState.after(event);
    }

    /** What would happen, or why it cannot. */
    public static InvoiceIssued checked(IssueInvoice command) {
        if (command.to().isBefore(command.from())) {
            throw Rejection.invalid("dates-reversed", "The period ends before it starts")
                    .at("to", "not before from, " + command.from(), command.to(), "The last day of the period");
        }
        return new InvoiceIssued(
                command.invoiceId(),
                command.customer(),
                command.from(),
                command.to(),
                command.due().checked());
    }

    private InvoiceState known() {
        if (state == null) {
            throw Rejection.notFound("invoice-not-found", "No invoice has the id of the address");
        }
        return state;
    }

    private String customer() {
        if (issued == null) {
            throw new IllegalStateException("an invoice's first event is InvoiceIssued");
        }
        return issued.customer();
    }

    private Rejection notOwed(String what) {
        return Rejection.conflict("invoice-not-owed", "Invoice " + id.value() + " is " + state + " and cannot " + what);
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw Rejection.invalid("reason-missing", "Say why").at("reason", "not blank", reason);
        }
    }
}
