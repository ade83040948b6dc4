package dev.switchover.migration.settlement.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.migration.imports.staging.Column;
import dev.switchover.migration.imports.staging.Finding;
import dev.switchover.migration.imports.staging.ImportKind;
import dev.switchover.migration.imports.staging.Line;
import dev.switchover.migration.settlement.domain.Invoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.RecordPayment;
import dev.switchover.migration.settlement.domain.InvoiceState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.Aggregate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Invoices as a file. The same row posted again with a day of payment pays the invoice that is there. */
@Singleton
public class InvoiceImport implements ImportKind<InvoiceRow> {

    /** What a file looks like, for the OpenAPI document. */
    public static final String FILE = """
            A file in UTF-8, comma-separated, whose first row names the columns, in any order. Needed: invoice and customer \
            (each 1 to 64 of a-z, 0-9 and -), from and to (days like 2026-01-31 in the customer's time zone, both in the \
            period). Optional: terms (amount, prepaid or nothing_due; empty means amount), amount (like 100.50) and currency \
            (like EUR), both with amount and with nothing else, paid_on (the day the money came). Other columns are left to \
            others and named in the report. Up to 100,000 rows; rows that cannot be taken are reported and the rest is taken, \
            with allOrNothing=true none.""";

    private static final String WRITTEN_OFF =
            "It was written off, so nobody owes it. Leave paid_on empty; if it was paid all the same, let an approver withdraw"
                    + " the invoice, and enter it under an id of its own.";

    private static final String STANDS =
            "The day that was said first stands; if it is wrong, let an approver withdraw the invoice.";

    private final Aggregates aggregates;
    private final Jdbi jdbi;
    private final Clock clock;

    InvoiceImport(Aggregates aggregates, Jdbi jdbi, Clock clock) {
        this.aggregates = aggregates;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    private record Known(
            String invoice,
            UUID content,
            InvoiceState state,
            @Nullable String paidOn) {

        /** Of a payment recorded before the day was kept here none can be told to be another. */
        boolean isPaidOnAnotherDayThan(@Nullable LocalDate day) {
            return state == InvoiceState.PAID && paidOn != null && day != null && !paidOn.equals(day.toString());
        }

        @Nullable
        Finding refusal(Staged<InvoiceRow> row) {
            var day = row.value().paidOn();
            if (!content.equals(row.content())) {
                return new Finding(
                        row.row(),
                        "invoice",
                        "invoice-exists-with-other-content",
                        invoice,
                        "Correct the row, or leave it out.");
            }
            if (state == InvoiceState.WITHDRAWN) {
                return new Finding(
                        row.row(),
                        "invoice",
                        "invoice-withdrawn",
                        invoice,
                        "Leave it out, or enter it under an id of its own.");
            }
            if (isPaidOnAnotherDayThan(day)) {
                return new Finding(row.row(), "paid_on", "already-said-otherwise", String.valueOf(day), STANDS);
            }
            return state == InvoiceState.WRITTEN_OFF && day != null
                    ? new Finding(row.row(), "paid_on", "invoice-not-owed", day.toString(), WRITTEN_OFF)
                    : null;
        }
    }

    @Override
    public String name() {
        return "invoices";
    }

    @Override
    public List<Column> columns() {
        return InvoiceRow.COLUMNS;
    }

    @Override
    public Class<InvoiceRow> rows() {
        return InvoiceRow.class;
    }

    @Override
    public @Nullable InvoiceRow read(Line line) {
        return InvoiceRow.read(line, clock.instant());
    }

    @Override
    public String id(InvoiceRow row) {
        return row.invoice().invoiceId().value();
    }

    @Override
    public UUID content(InvoiceRow row) {
        return ClaimedInvoice.content(Invoice.checked(row.invoice()));
    }

    @Override
    public String known() {
        return """
                select line.ctid from staging.line join claims.invoice on invoice.invoice = line.id
                where line.import = :import and invoice.content = line.content and invoice.state <> 'WITHDRAWN'
                    and (line.fields ->> 'paidOn' is null or invoice.state = 'PAID'
                        and coalesce(invoice.paid_on, line.fields ->> 'paidOn') = line.fields ->> 'paidOn')
                """;
    }

    @Override
    public List<String> refusals() {
        return List.of("""
                select line.ctid as line, line.row, 'invoice' as field, 'invoice-exists-with-other-content' as rule,
                    line.id as value, 'Correct the row, or leave it out.' as remedy
                from staging.line join claims.invoice on invoice.invoice = line.id
                where line.import = :import and invoice.content <> line.content
                """, """
                select line.ctid as line, line.row, 'invoice' as field, 'invoice-withdrawn' as rule,
                    line.id as value, 'Leave it out, or enter it under an id of its own.' as remedy
                from staging.line join claims.invoice on invoice.invoice = line.id
                where line.import = :import and invoice.content = line.content and invoice.state = 'WITHDRAWN'
                """, """
                select line.ctid as line, line.row, 'paid_on' as field, 'already-said-otherwise' as rule,
                    line.fields ->> 'paidOn' as value, '%s' as remedy
                from staging.line join claims.invoice on invoice.invoice = line.id
                where line.import = :import and invoice.content = line.content and invoice.state = 'PAID'
                    and invoice.paid_on <> line.fields ->> 'paidOn'
                """.formatted(STANDS), """
                select line.ctid as line, line.row, 'paid_on' as field, 'invoice-not-owed' as rule,
                    line.fields ->> 'paidOn' as value, '%s' as remedy
                from staging.line join claims.invoice on invoice.invoice = line.id
                where line.import = :import and invoice.content = line.content and invoice.state = 'WRITTEN_OFF'
                    and line.fields ->> 'paidOn' is not null
                """.formatted(WRITTEN_OFF), """
                select line.ctid as line, line.row, 'customer' as field, 'unknown-customer' as rule,
                    line.fields -> 'invoice' ->> 'customer' as value, 'Add the customer first.' as remedy
                from staging.line left join claims.customer
                    on customer.customer = line.fields -> 'invoice' ->> 'customer'
                where line.import = :import and customer.customer is null
                """);
    }

    /** Looks again: since the file was checked somebody may have entered an invoice by hand. */
    @Override
    public Done append(List<Staged<InvoiceRow>> piece) {
        var known = known(piece.stream().map(Staged::id).toList());
        var refused = new ArrayList<Finding>();
        int skipped = 0;
        for (var row : piece) {
            var before = known.get(row.id());
            var refusal = before == null ? null : before.refusal(row);
            if (before == null) {
                append(row.value());
            } else if (refusal != null) {
                refused.add(refusal);
            } else if (row.value().paidOn() != null && before.state().owed()) {
                pay(
                        aggregates
                                .of(Invoice.class)
                                .load(row.value().invoice().invoiceId().toString()),
                        row.value());
            } else {
                skipped++;
            }
        }
        return new Done(skipped, refused);
    }

    private void append(InvoiceRow row) {
        try {
            pay(aggregates.of(Invoice.class).newInstance(() -> Invoice.issuing(row.invoice())), row);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void pay(Aggregate<Invoice> invoice, InvoiceRow row) {
        var paidOn = row.paidOn();
        if (paidOn != null) {
            invoice.execute(it -> it.decide(new RecordPayment(row.invoice().invoiceId(), paidOn, clock.instant())));
        }
    }

    private Map<String, Known> known(Collection<String> invoices) {
        return jdbi.withHandle(handle -> handle
                .createQuery(
                        "select invoice, content, state, paid_on from claims.invoice where invoice = any(:invoices)")
                .bindArray("invoices", String.class, invoices)
                .mapTo(Known.class)
                .stream()
                .collect(Collectors.toMap(Known::invoice, Function.identity())));
    }
}
