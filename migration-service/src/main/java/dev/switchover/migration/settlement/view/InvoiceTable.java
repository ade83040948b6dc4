package dev.switchover.migration.settlement.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.switchover.migration.settlement.domain.InvoiceState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of views.invoice, or of its shadow. */
public final class InvoiceTable {

    private final Jdbi jdbi;
    private final ObjectMapper rows;
    private final String table;

    public InvoiceTable(Jdbi jdbi, ObjectMapper json, String table) {
        this.jdbi = jdbi;
        this.rows = json.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        this.table = table;
    }

    /** Which invoices are asked for; null is any. */
    public record Filter(
            @Nullable String customer, @Nullable InvoiceState state) {}

    public Optional<InvoiceView> find(String invoice) {
        return of(List.of(invoice)).stream().findFirst();
    }

    /** Those after the given id, in the order of their ids. */
    public List<InvoiceView> page(Filter filter, String after, int limit) {
        var conditions = "invoice > :after"
                + (filter.customer() == null ? "" : " and customer = :customer")
                + (filter.state() == null ? "" : " and state = :state");
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from %s where %s order by invoice limit :limit".formatted(table, conditions))
                .bindMethods(filter)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(InvoiceView.class)
                .list());
    }

    List<InvoiceView> of(Collection<String> invoices) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from %s where invoice = any(:invoices)".formatted(table))
                        .bindArray("invoices", String.class, invoices)
                        .mapTo(InvoiceView.class)
                        .list());
    }

    void write(Collection<InvoiceView> invoices) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into %s
                        select * from json_populate_recordset(cast(null as views.invoice), cast(:rows as json))
                        on conflict (invoice) do update set
                            customer = excluded.customer, from_day = excluded.from_day, to_day = excluded.to_day,
                            terms = excluded.terms, amount = excluded.amount, currency = excluded.currency,
                            state = excluded.state, paid_on = excluded.paid_on, reason = excluded.reason,
                            approver = excluded.approver
                        """.formatted(table))
                .bind("rows", json(invoices))
                .execute());
    }

    private String json(Object value) {
        try {
            return rows.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
