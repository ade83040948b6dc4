package dev.switchover.migration.settlement.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.settlement.domain.InvoiceCommand.CorrectInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.DisputeInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.IssueInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.RecordPayment;
import dev.switchover.migration.settlement.domain.InvoiceCommand.WithdrawInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.WriteOffInvoice;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceCorrected;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceDisputed;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoicePaid;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWithdrawn;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWrittenOff;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
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

    /** The day it was paid, or why it is disputed or was written off, as was said first. */
    private @Nullable Object said;

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
        } else if (state == InvoiceState.WITHDRAWN) {
            throw withdrawn();
        } else if (!issued.equals(event)) {
            throw Rejection.conflict(
                            "invoice-exists-with-other-content", "Invoice " + id.value() + " exists with other content")
                    .differs("customer", issued.customer(), event.customer())
                    .differs("from", issued.from(), event.from())
                    .differs("to", issued.to(), event.to())
                    .differs("terms", issued.due().terms(), event.due().terms())
                    .differs("amount", issued.due().asWritten(), event.due().asWritten())
                    .differs("currency", issued.due().currency(), event.due().currency());
        }
    }

    public boolean isNew() {
        return issued == null;
    }

    /** Called by the claims room, which makes sure that nothing is closed. A payment was of the amount there was before. */
    public void decide(CorrectInvoice command) {
        requireReason(command.reason());
        var before = issued();
        var right = asCorrected(command);
        if (right.equals(before)) {
            return;
        }
        var now =
                switch (known()) {
                    case ISSUED, DISPUTED, PREPAID, NOTHING_DUE -> known();
                    case PAID -> right.due().equals(before.due()) ? InvoiceState.PAID : InvoiceState.ISSUED;
                    case WRITTEN_OFF -> throw notCorrectable();
                    case WITHDRAWN -> throw withdrawn();
                };
        apply(new InvoiceCorrected(
                id, right.customer(), right.from(), right.to(), right.due(), before.customer(), now, command.reason()));
    }

    public InvoiceIssued asCorrected(CorrectInvoice command) {
        return checked(corrected(issued(), command));
    }

    /** Called by the claims room, which makes sure that nothing is closed. */
    public void decide(WithdrawInvoice command) {
        requireReason(command.reason());
        if (known() == InvoiceState.WITHDRAWN) {
            demandSaidSo("reason", command.reason());
        } else {
            apply(new InvoiceWithdrawn(id, customer(), command.approver(), command.reason()));
        }
    }

    /** What it asks for stays of its kind: to ask for nothing instead, it is withdrawn by an approver and entered anew. */
    private static IssueInvoice corrected(InvoiceIssued before, CorrectInvoice command) {
        var due = before.due();
        return new IssueInvoice(
                before.invoiceId(),
                Objects.requireNonNullElse(command.customer(), before.customer()),
                Objects.requireNonNullElse(command.from(), before.from()),
                Objects.requireNonNullElse(command.to(), before.to()),
                new Due(
                        due.terms(),
                        command.amount() == null ? due.amount() : command.amount(),
                        command.currency() == null ? due.currency() : command.currency()));
    }

    @CommandHandler
    public void decide(RecordPayment command) {
        var named = command.paidOn();
        var day = named == null
                ? LocalDate.ofInstant(command.saidAt(), ZoneOffset.UTC)
                : checkedDay(named, command.saidAt());
        switch (known()) {
            case ISSUED, DISPUTED -> apply(new InvoicePaid(id, customer(), day));
            case PAID -> {
                if (named != null) {
                    demandSaidSo("paidOn", named);
                }
            }
            case WRITTEN_OFF, PREPAID, NOTHING_DUE, WITHDRAWN -> throw notOwed("be paid");
        }
    }

    @CommandHandler
    void decide(DisputeInvoice command) {
        requireReason(command.reason());
        switch (known()) {
            case ISSUED -> apply(new InvoiceDisputed(id, customer(), command.reason()));
            case DISPUTED -> demandSaidSo("reason", command.reason());
            case PAID, WRITTEN_OFF, PREPAID, NOTHING_DUE, WITHDRAWN -> throw notOwed("be disputed");
        }
    }

    @CommandHandler
    void decide(WriteOffInvoice command) {
        requireReason(command.reason());
        switch (known()) {
            case ISSUED, DISPUTED -> apply(new InvoiceWrittenOff(id, customer(), command.approver(), command.reason()));
            case WRITTEN_OFF -> demandSaidSo("reason", command.reason());
            case PAID, PREPAID, NOTHING_DUE, WITHDRAWN -> throw notOwed("be written off");
        }
    }

    @EventSourcingHandler
    void evolve(InvoiceEvent event) {
        id = event.invoiceId();
        if (event instanceof InvoiceIssued first) {
            issued = first;
        } else if (event instanceof InvoiceCorrected right) {
            issued = right.asIssued();
        } else {
            said = said(event);
        }
        state = InvoiceState.after(event);
    }

    private static @Nullable Object said(InvoiceEvent event) {
        return switch (event) {
            case InvoicePaid paid -> paid.paidOn();
            case InvoiceDisputed disputed -> disputed.reason();
            case InvoiceWrittenOff writtenOff -> writtenOff.reason();
            case InvoiceWithdrawn withdrawn -> withdrawn.reason();
            case InvoiceIssued first -> null;
            case InvoiceCorrected right -> null;
        };
    }

    /** What would happen, or why it cannot. */
    public static InvoiceIssued checked(IssueInvoice command) {
        if (command.to().isBefore(command.from())) {
            throw Rejection.invalid(
                            "dates-reversed",
                            "The period ends on %s, before it begins on %s.".formatted(command.to(), command.from()))
                    .at("to", command.from() + " or later", command.to(), "The last day of the period")
                    .remedy(
                            "Exchange from and to, or correct the one that is wrong; for a single day both are the same.");
        }
        return new InvoiceIssued(
                command.invoiceId(),
                command.customer(),
                command.from(),
                command.to(),
                command.due().checked());
    }

    /** The day of a payment, unless it is yet to come wherever one is on Earth. */
    public static LocalDate checkedDay(LocalDate paidOn, Instant saidAt) {
        if (paidOn.isAfter(LocalDate.ofInstant(saidAt, ZoneOffset.UTC).plusDays(1))) {
            throw Rejection.invalid("paid-in-future", "The day of payment is yet to come.")
                    .at("paidOn", "past-day", paidOn, "Name the day the money came.");
        }
        return paidOn;
    }

    private InvoiceState known() {
        if (state == null) {
            throw Rejection.notFound("invoice-not-found", "No invoice has the id of the address");
        }
        return state;
    }

    /** As it is known to be right by now. */
    public InvoiceIssued issued() {
        if (issued == null) {
            throw new IllegalStateException("an invoice's first event is InvoiceIssued");
        }
        return issued;
    }

    private String customer() {
        return issued().customer();
    }

    private Rejection withdrawn() {
        return Rejection.conflict("invoice-withdrawn", "Invoice " + id.value() + " was withdrawn.")
                .remedy("Enter what is right under an id of its own.");
    }

    private Rejection notCorrectable() {
        return Rejection.conflict(
                        "invoice-not-correctable",
                        "Invoice " + id.value() + " was written off by an approver, as it was entered.")
                .remedy("Let an approver withdraw it, and enter what is right under an id of its own.");
    }

    /** The same again is fine; another word would not be kept. */
    private void demandSaidSo(String field, Object word) {
        if (!word.equals(said)) {
            throw Rejection.conflict(
                            "already-said-otherwise",
                            "Invoice %s is %s already; what was said of it is another.".formatted(id.value(), state))
                    .differs(field, said, word)
                    .remedy(
                            state == InvoiceState.WITHDRAWN
                                    ? "What was said first stands."
                                    : "What was said first stands. If it is wrong: an approver withdraws the invoice, POST /invoices/%s/withdraw, and it is entered anew under an id of its own."
                                            .formatted(id.value()));
        }
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
