package dev.switchover.migration.settlement.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.problem.Years;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.imports.staging.Column;
import dev.switchover.migration.imports.staging.Line;
import dev.switchover.migration.settlement.domain.Due;
import dev.switchover.migration.settlement.domain.Invoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.IssueInvoice;
import dev.switchover.migration.settlement.domain.InvoiceId;
import dev.switchover.migration.settlement.domain.Terms;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row of an invoices' file. */
public record InvoiceRow(IssueInvoice invoice, @Nullable LocalDate paidOn) {

    static final List<Column> COLUMNS = List.of(
            Column.required("invoice"),
            Column.required("customer"),
            Column.required("from"),
            Column.required("to"),
            Column.optional("terms"),
            Column.optional("amount"),
            Column.optional("currency"),
            Column.optional("paid_on"));

    private static final String SLUG = "1 to 64 of a-z, 0-9 and hyphen.";
    private static final String DAY = "Write a day like 2026-01-31, " + Years.IN_WORDS + ".";

    static @Nullable InvoiceRow read(Line line, Instant now) {
        var invoice = line.required("invoice", text -> InvoiceId.isValid(text) ? text : null, "slug", SLUG);
        var customer = line.required("customer", text -> CustomerId.isValid(text) ? text : null, "slug", SLUG);
        var from = line.required("from", InvoiceRow::day, "date", DAY);
        var to = line.required("to", InvoiceRow::day, "date", DAY);
        var paidOn = line.optional("paid_on", InvoiceRow::day, "date", DAY);
        if (paidOn != null) {
            demandPast(line, paidOn, now);
        }
        var due = due(line);
        if (from != null && to != null && to.isBefore(from)) {
            line.refuse("to", "dates-reversed", to.toString(), "A period ends on its first day or later.");
        }
        if (due != null && paidOn != null && due.terms() != Terms.AMOUNT) {
            line.refuse("paid_on", "nothing-to-pay", paidOn.toString(), "Leave it empty where nothing is due.");
        }
        if (!line.isSound() || invoice == null || customer == null || from == null || to == null || due == null) {
            return null;
        }
        return new InvoiceRow(new IssueInvoice(new InvoiceId(invoice), customer, from, to, due), paidOn);
    }

    private static void demandPast(Line line, LocalDate paidOn, Instant now) {
        try {
            Invoice.checkedDay(paidOn, now);
        } catch (Rejection refused) {
            var offence = refused.offences().getFirst();
            line.refuse("paid_on", refused.problem(), paidOn.toString(), String.valueOf(offence.remedy()));
        }
    }

    private static @Nullable Due due(Line line) {
        var terms = line.optional("terms", InvoiceRow::terms, "terms", "Write amount, prepaid or nothing_due.");
        var amount = line.optional("amount", InvoiceRow::amount, "amount", Due.AMOUNT_IN_WORDS);
        var currency = line.text("currency").orElse(null);
        try {
            return line.isSound() ? new Due(terms == null ? Terms.AMOUNT : terms, amount, currency).checked() : null;
        } catch (Rejection refused) {
            var field = refused.problem().equals("invalid-currency") ? "currency" : "amount";
            line.refuse(field, refused.problem(), line.text(field).orElse(null), String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private static @Nullable LocalDate day(String text) {
        try {
            var day = text.length() == 10 ? LocalDate.parse(text) : null;
            return day != null && Years.include(day) ? day : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Terms terms(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "amount" -> Terms.AMOUNT;
            case "prepaid" -> Terms.PREPAID;
            case "nothing_due" -> Terms.NOTHING_DUE;
            default -> null;
        };
    }

    /** A long text or a huge exponent would be slow to calculate with. */
    private static @Nullable BigDecimal amount(String text) {
        return text.matches(Due.AMOUNT) ? new BigDecimal(text) : null;
    }
}
