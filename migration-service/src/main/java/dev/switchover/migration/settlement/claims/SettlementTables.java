package dev.switchover.migration.settlement.claims;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.switchover.migration.settlement.claims.ClaimedInvoice.Standing;
import dev.switchover.migration.settlement.domain.Coverage.Billed;
import dev.switchover.migration.settlement.domain.InvoiceState;
import dev.switchover.migration.settlement.domain.Period;
import dev.switchover.migration.settlement.domain.Stay;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** All SQL that writes the claims of settlement. */
@Singleton
class SettlementTables {

    private static final int STRIPES = 8;

    private final Jdbi jdbi;
    private final ObjectMapper rows;

    SettlementTables(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.rows = json.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    }

    /** A customer's stays, ended or not. */
    List<Stay> of(String customer) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from claims.stay where customer = :customer")
                .bind("customer", customer)
                .mapTo(Stay.class)
                .list());
    }

    /** A customer's stays, held until the transaction ends: so one unit of work at a time judges them. */
    Map<String, List<Stay>> hold(Collection<String> customers) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                                select * from claims.stay where customer = any(:customers)
                                order by customer, nth for update
                                """).bindArray("customers", String.class, customers).mapTo(Stay.class).stream()
                        .collect(Collectors.groupingBy(Stay::customer)));
    }

    Map<String, List<Billed>> invoicesOf(Collection<String> customers) {
        record Row(String customer, String invoice, LocalDate fromDay, LocalDate toDay, InvoiceState state) {}
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                                select customer, invoice, from_day, to_day, state from claims.invoice
                                where customer = any(:customers)
                                """).bindArray("customers", String.class, customers).mapTo(Row.class).stream()
                        .collect(Collectors.groupingBy(
                                Row::customer,
                                Collectors.mapping(
                                        row -> new Billed(row.invoice, new Period(row.fromDay, row.toDay), row.state),
                                        Collectors.toList()))));
    }

    void writeStays(Collection<Stay> stays) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        insert into claims.stay
                        select * from json_populate_recordset(cast(null as claims.stay), cast(:rows as json))
                        on conflict (customer, nth) do update set
                            since = excluded.since, until = excluded.until, time_zone = excluded.time_zone,
                            since_stated = excluded.since_stated, until_stated = excluded.until_stated, verdict = excluded.verdict,
                            uncovered_days = excluded.uncovered_days, owed = excluded.owed
                        """).bind("rows", json(stays)).execute());
    }

    Instant issuedAt(String invoice) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select issued_at from claims.invoice where invoice = :invoice")
                        .bind("invoice", invoice)
                        .mapTo(Instant.class)
                        .one());
    }

    /** One that is there keeps the time of its issue. */
    void writeInvoices(Collection<ClaimedInvoice> invoices) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        insert into claims.invoice
                        select * from json_populate_recordset(cast(null as claims.invoice), cast(:rows as json))
                        on conflict (invoice) do update set
                            customer = excluded.customer, from_day = excluded.from_day, to_day = excluded.to_day,
                            state = excluded.state, content = excluded.content,
                            paid_on = coalesce(excluded.paid_on, invoice.paid_on)
                        """).bind("rows", json(invoices)).execute());
    }

    void changeInvoices(Map<String, Standing> standings) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    update claims.invoice set state = :state, paid_on = coalesce(:paidOn, paid_on)
                    where invoice = :invoice
                    """);
            standings.forEach((invoice, standing) -> batch.bind("invoice", invoice)
                    .bind("state", standing.state())
                    .bind(
                            "paidOn",
                            standing.paidOn() == null ? null : standing.paidOn().toString())
                    .add());
            batch.execute();
        });
    }

    /** Sorted, so that writers who meet on a row wait for each other in one order. */
    void count(List<VerdictChange> changes) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into claims.settlement_count as known (cluster, node, verdict, stripe, n)
                        select cluster, node, verdict, :stripe, n
                        from json_to_recordset(cast(:changes as json))
                            as change(cluster text, node text, verdict text, n bigint)
                        order by cluster, node, verdict
                        on conflict (cluster, node, verdict, stripe) do update set n = known.n + excluded.n
                        """)
                .bind("stripe", ThreadLocalRandom.current().nextInt(STRIPES))
                .bind("changes", json(changes))
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
