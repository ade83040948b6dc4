package dev.switchover.migration.settlement.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.migration.cluster.claims.ClaimedNode;
import dev.switchover.migration.cluster.claims.Nodes;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.customer.claims.CustomerLookup;
import dev.switchover.migration.settlement.domain.Stay;
import dev.switchover.migration.settlement.domain.StayVerdict;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Whether everybody has paid for the time on a node, and who has not. All but {@link #debt} costs the same however many
 * customers there are.
 */
@Singleton
public class Settlements {

    public static final String GATE = "invoices-settled";

    private static final String LIMIT =
            "every day on the node covered by invoices that are paid, written off, prepaid or" + " nothing due";

    private static final String NOT_PAID_FOR = """
            select stay.* from claims.stay
             where cluster = :cluster and node = :node and verdict in ('OWING', 'UNCOVERED')
            """;

    private static final String STILL_THERE = """
            select stay.* from claims.customer join claims.stay using (customer, cluster, node)
             where cluster = :cluster and node = :node and until is null
            """;

    private static final String PAGE =
            " and (customer, since) > (:customer, :since) order by customer, since limit :limit";

    private final Jdbi jdbi;
    private final CustomerLookup customers;
    private final SettlementTables tables;
    private final Nodes nodes;

    Settlements(Jdbi jdbi, CustomerLookup customers, SettlementTables tables, Nodes nodes) {
        this.jdbi = jdbi;
        this.customers = customers;
        this.tables = tables;
        this.nodes = nodes;
    }

    /** The gate {@value #GATE} for everybody who was on the node. */
    public Gate gate(String cluster, String node, Instant now) {
        var counts = counts(cluster, node);
        var owing = counts.getOrDefault(StayVerdict.OWING, 0L);
        var uncovered = counts.getOrDefault(StayVerdict.UNCOVERED, 0L);
        var there = customers.countOn(cluster, node);
        if (owing + uncovered + there == 0) {
            var settled = counts.getOrDefault(StayVerdict.SETTLED, 0L);
            return settled > 0 ? Gate.pass(GATE, settled + " customers settled", LIMIT, now) : nobodyKnown(node);
        }
        var measured = "%d customers owe, %d are not covered, %d are still there".formatted(owing, uncovered, there);
        return new Gate(
                GATE,
                owing > 0 ? Verdict.FAIL : Verdict.UNKNOWN,
                measured,
                LIMIT,
                now,
                remedy(owing, uncovered, there > 0 ? ofThoseStillThere(cluster, node) : ""));
    }

    /** That the service knows of nobody does not say that nobody has to pay: a file may never have been imported. */
    private static Gate nobodyKnown(String node) {
        return new Gate(
                GATE,
                Verdict.UNKNOWN,
                "no customer is known to have been on " + node,
                LIMIT,
                null,
                "See that no customers were forgotten, and attest that nobody has to pay for time on " + node + ".");
    }

    /** How many are known to have been on the node, or to be there, as far as anybody has said. */
    public long known(String cluster, String node) {
        var stays = counts(cluster, node).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return Math.max(stays, customers.countOn(cluster, node));
    }

    /** Those who owe, are not covered or are still there, in the order of their ids, after the given key. */
    public List<Unsettled> unsettled(String cluster, String node, String afterKey, int limit) {
        var after = Unsettled.Key.parse(afterKey);
        var stays = jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select * from ((%s) union all (%s)) unsettled order by customer, since limit :limit
                        """.formatted(NOT_PAID_FOR + PAGE, STILL_THERE + " and customer.customer >= :customer" + PAGE))
                .bind("cluster", cluster)
                .bind("node", node)
                .bind("customer", after.customer())
                .bind("since", after.since())
                .bind("limit", limit)
                .mapTo(Stay.class)
                .list());
        var invoices = tables.invoicesOf(stays.stream().map(Stay::customer).toList());
        return stays.stream()
                .map(stay -> Unsettled.of(stay, invoices.getOrDefault(stay.customer(), List.of())))
                .toList();
    }

    /**
     * Who is unsettled and why, reckoned from all the stays that {@link #unsettled} lists and the invoices that decide about
     * them. Their days are those of the customer's time zone: so it looks a day further on either side.
     */
    public Debt debt(String cluster, String node) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) as customers,
                               coalesce(encode(sha256(string_agg(why, '' order by customer collate "C")), 'hex'), '') as hash,
                               coalesce(string_to_array(string_agg(disputed, ' ' order by customer collate "C"), ' '), '{}')
                                   as disputed
                          from (select stay.customer,
                                       sha256(convert_to(string_agg(
                                           concat_ws(' ', stay.customer, nth, extract(epoch from since),
                                                     extract(epoch from until), verdict, invoice, state, content),
                                           E'\\n' order by nth, invoice collate "C"), 'UTF8')) as why,
                                       string_agg(distinct invoice, ' ') filter (where state = 'DISPUTED') as disputed
                                  from (%s union all %s) stay
                                  left join claims.invoice
                                    on invoice.customer = stay.customer and state <> 'WITHDRAWN'
                                   and (until is not null or state in ('ISSUED', 'DISPUTED'))
                                   and to_day >= cast(since at time zone 'UTC' as date) - 1
                                   and (until is null or from_day <= cast(until at time zone 'UTC' as date) + 1)
                                 group by stay.customer) debtor
                        """.formatted(NOT_PAID_FOR, STILL_THERE))
                .bind("cluster", cluster)
                .bind("node", node)
                .mapTo(Debt.class)
                .one());
    }

    private Map<StayVerdict, Long> counts(String cluster, String node) {
        record Count(StayVerdict verdict, long n) {}
        var counts = new EnumMap<StayVerdict, Long>(StayVerdict.class);
        jdbi.withHandle(handle -> handle.createQuery("""
                        select verdict, cast(sum(n) as bigint) as n from claims.settlement_count
                        where cluster = :cluster and node = :node group by verdict
                        """)
                        .bind("cluster", cluster)
                        .bind("node", node)
                        .mapTo(Count.class)
                        .list())
                .forEach(count -> counts.put(count.verdict(), count.n()));
        return counts;
    }

    private String ofThoseStillThere(String cluster, String node) {
        var live = nodes.find(new ClusterId(cluster), new NodeId(node))
                .map(ClaimedNode::live)
                .orElse(true);
        return live
                ? "Move the customers first."
                : "Nobody moves away from " + node + " any more, for it was removed: settle with those who were left"
                        + " there, and override this gate by name.";
    }

    private static String remedy(long owing, long uncovered, String ofThoseStillThere) {
        if (owing > 0) {
            return "Record the payments, or write the invoices off.";
        }
        return uncovered > 0
                ? "Enter the missing invoices, or mark the days as prepaid or nothing due."
                : ofThoseStillThere;
    }
}
