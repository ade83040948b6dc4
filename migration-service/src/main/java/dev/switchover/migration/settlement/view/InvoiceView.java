package dev.switchover.migration.settlement.view;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.switchover.migration.settlement.domain.Due;
import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceCorrected;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceDisputed;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoicePaid;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWithdrawn;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWrittenOff;
import dev.switchover.migration.settlement.domain.InvoiceState;
import dev.switchover.migration.settlement.domain.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An invoice in the list. */
public record InvoiceView(
        String invoice,
        String customer,
        LocalDate fromDay,
        LocalDate toDay,
        Terms terms,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal amount,

        @Nullable String currency,
        InvoiceState state,
        Instant issuedAt,
        @Nullable LocalDate paidOn,
        @Nullable String reason,
        @Nullable String approver) {

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** Events from before days were checked hold some that PostgreSQL does not read: the nearest that it does is shown. */
    public InvoiceView {
        fromDay = kept(fromDay);
        toDay = kept(toDay);
        paidOn = paidOn == null ? null : kept(paidOn);
        amount = Due.asWritten(amount, currency);
    }

    private static LocalDate kept(LocalDate day) {
        if (day.isBefore(FIRST_DAY)) {
            return FIRST_DAY;
        }
        return day.isAfter(LAST_DAY) ? LAST_DAY : day;
    }

    static InvoiceView of(InvoiceIssued issued, Instant at) {
        return new InvoiceView(
                issued.invoiceId().value(),
                issued.customer(),
                issued.from(),
                issued.to(),
                issued.due().terms(),
                issued.due().amount(),
                issued.due().currency(),
                InvoiceState.after(issued),
                at,
                null,
                null,
                null);
    }

    InvoiceView after(InvoiceEvent event) {
        var now = InvoiceState.after(event);
        return switch (event) {
            case InvoiceIssued issued -> this;
            case InvoiceCorrected right -> corrected(right);
            case InvoiceWithdrawn withdrawn -> in(now, paidOn, withdrawn.reason(), withdrawn.approver());
            case InvoicePaid paid -> in(now, paid.paidOn(), reason, approver);
            case InvoiceDisputed disputed -> in(now, paidOn, disputed.reason(), approver);
            case InvoiceWrittenOff off -> in(now, paidOn, off.reason(), off.approver());
        };
    }

    /** A payment of another amount is none. */
    private InvoiceView corrected(InvoiceCorrected right) {
        return new InvoiceView(
                invoice,
                right.customer(),
                right.from(),
                right.to(),
                right.due().terms(),
                right.due().amount(),
                right.due().currency(),
                right.state(),
                issuedAt,
                right.state() == InvoiceState.PAID ? paidOn : null,
                right.reason(),
                approver);
    }

    private InvoiceView in(
            InvoiceState state, @Nullable LocalDate paidOn, @Nullable String reason, @Nullable String approver) {
        return new InvoiceView(
                invoice, customer, fromDay, toDay, terms, amount, currency, state, issuedAt, paidOn, reason, approver);
    }
}
