package dev.switchover.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the log of migration-service says, held against its claims, on which gates are decided, and against its views. */
final class Ledger {

    private static final Duration TO_CATCH_UP = Duration.ofMinutes(1);

    private static final String CUSTOMERS = """
            with said as (
                select payload ->> 'customerId' as customer, name, payload, sequence from events.events
                 where name like 'customer.%' and name <> 'customer.corrected'),
            place as (
                select distinct on (customer) customer, coalesce(payload ->> 'to', payload ->> 'node') as node from said
                 where name in ('customer.added', 'customer.moved', 'customer.moved-back')
                 order by customer, sequence desc),
            standing as (
                select distinct on (customer) customer, case name
                        when 'customer.move-announced' then 'ANNOUNCED'
                        when 'customer.moved' then 'MOVED'
                        when 'customer.drained' then 'DRAINED'
                        else 'ASSIGNED' end as state
                  from said order by customer, sequence desc)
            select concat_ws(' ', 'customer', customer, node, state) from place join standing using (customer)
            """;

    private static final String TRUNKS = """
            with said as (
                select payload ->> 'supplierId' as supplier, payload ->> 'trunk' as trunk, sequence, case name
                        when 'supplier.registration-released' then jsonb_build_array()
                        when 'supplier.registration-moved' then jsonb_build_array(payload ->> 'to')
                        when 'supplier.registration-restored' then jsonb_build_array(payload ->> 'node')
                        else payload -> 'nodes' end as nodes
                  from events.events where name like 'supplier.%')
            select distinct on (supplier, trunk) concat_ws(' ', 'trunk', supplier, trunk, nodes) from said
             where nodes is not null order by supplier, trunk, sequence desc
            """;

    private static final String INVOICES = """
            select distinct on (aggregate_id) concat_ws(' ', 'invoice', payload ->> 'invoiceId', case name
                        when 'invoice.paid' then 'PAID'
                        when 'invoice.disputed' then 'DISPUTED'
                        when 'invoice.written-off' then 'WRITTEN_OFF'
                        when 'invoice.withdrawn' then 'WITHDRAWN'
                        when 'invoice.corrected' then payload ->> 'state'
                        else replace(payload -> 'due' ->> 'terms', 'AMOUNT', 'ISSUED') end)
              from events.events where name like 'invoice.%' order by aggregate_id, sequence desc
            """;

    private static final String CUSTOMER_ROWS = "select concat_ws(' ', 'customer', customer, node, state) from %s";
    private static final String TRUNK_ROWS = "select concat_ws(' ', 'trunk', supplier, trunk, to_jsonb(nodes)) from %s";
    private static final String INVOICE_ROWS = "select concat_ws(' ', 'invoice', invoice, state) from %s";

    /** What the gates count by. */
    private static final String CUSTOMERS_COUNTED = """
            select concat_ws(' ', cluster, node, state, sum(n)) from claims.customer_count
             group by cluster, node, state having sum(n) <> 0
            """;

    private static final String CUSTOMERS_THERE = """
            select concat_ws(' ', cluster, node, state, count(*)) from claims.customer group by cluster, node, state
            """;

    private static final String STAYS_COUNTED = """
            select concat_ws(' ', cluster, node, verdict, sum(n)) from claims.settlement_count
             group by cluster, node, verdict having sum(n) <> 0
            """;

    private static final String STAYS_THERE = """
            select concat_ws(' ', cluster, node, verdict, count(*)) from claims.stay
             where verdict <> 'STILL_THERE' group by cluster, node, verdict
            """;

    /** Two queries that must find the same. */
    private record Pair(String name, String one, String other) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("claims.customer", CUSTOMERS, CUSTOMER_ROWS.formatted("claims.customer")),
            new Pair("views.customer", CUSTOMERS, CUSTOMER_ROWS.formatted("views.customer")),
            new Pair("claims.customer_count", CUSTOMERS_THERE, CUSTOMERS_COUNTED),
            new Pair("claims.trunk", TRUNKS, TRUNK_ROWS.formatted("claims.trunk")),
            new Pair("views.trunk", TRUNKS, TRUNK_ROWS.formatted("views.trunk")),
            new Pair("claims.invoice", INVOICES, INVOICE_ROWS.formatted("claims.invoice")),
            new Pair("views.invoice", INVOICES, INVOICE_ROWS.formatted("views.invoice")),
            new Pair("claims.settlement_count", STAYS_THERE, STAYS_COUNTED));

    private Ledger() {}

    static void assertAgrees() {
        Waiting.upTo(TO_CATCH_UP).until(() -> differences().isEmpty()); // views follow
        assertThat(differences()).isEmpty();
        assertThat(found(CUSTOMERS)).isNotEmpty();
    }

    /** How often each event of an aggregate's family was appended for it. */
    static Map<String, Long> counted(String family, String field, String id) {
        return found("""
                select name from events.events where name like '%s.%%' and payload ->> '%s' = '%s'
                """.formatted(family, field, id)).stream()
                .collect(groupingBy(Function.identity(), TreeMap::new, counting()));
    }

    private static List<String> differences() {
        return PAIRS.stream()
                .flatMap(pair -> found("""
                        (select '%1$s lacks ' || fact from ((%2$s) except all (%3$s)) it(fact) limit 100)
                        union all
                        (select '%1$s has ' || fact from ((%3$s) except all (%2$s)) it(fact) limit 100)
                        """.formatted(pair.name(), pair.one(), pair.other())).stream())
                .toList();
    }

    private static List<String> found(String query) {
        try (var connection = Running.suite().database("migration").connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
