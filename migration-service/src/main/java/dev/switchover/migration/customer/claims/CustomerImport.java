package dev.switchover.migration.customer.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.migration.customer.domain.Customer;
import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.NewCustomer;
import dev.switchover.migration.imports.staging.Column;
import dev.switchover.migration.imports.staging.Finding;
import dev.switchover.migration.imports.staging.ImportKind;
import dev.switchover.migration.imports.staging.Line;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Customers as a file. Each row becomes what a single {@link AddCustomer} would have become. */
@Singleton
public class CustomerImport implements ImportKind<AddCustomer> {

    /** What a file looks like, for the OpenAPI document. */
    public static final String FILE = """
            A file in UTF-8, comma-separated, whose first row names the columns, in any order. Needed: customer, party, cluster \
            and node (each 1 to 64 of a-z, 0-9 and -), reached_by (ip or domain). Optional: domain (needed with domain, and \
            with nothing else), on_source_since (a past day in the customer's time zone, or a time; empty means now), time_zone \
            (like Europe/Paris; empty means UTC). Other columns are left to others and named in the report. Up to 100,000 rows; \
            rows that cannot be taken are reported and the rest is taken, with allOrNothing=true none.""";

    private final Aggregates aggregates;
    private final CustomerLookup customers;
    private final OpenNodes nodes;
    private final CustomerRows rows;

    CustomerImport(Aggregates aggregates, CustomerLookup customers, OpenNodes nodes, CustomerRows rows) {
        this.aggregates = aggregates;
        this.customers = customers;
        this.nodes = nodes;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public List<Column> columns() {
        return CustomerRows.COLUMNS;
    }

    @Override
    public Class<AddCustomer> rows() {
        return AddCustomer.class;
    }

    @Override
    public @Nullable AddCustomer read(Line line) {
        return rows.read(line);
    }

    @Override
    public String id(AddCustomer row) {
        return row.customerId().value();
    }

    @Override
    public UUID content(AddCustomer row) {
        return NewCustomer.content(row);
    }

    @Override
    public String known() {
        return """
                select line.ctid from staging.line join claims.customer on customer.customer = line.id
                where line.import = :import and customer.content = line.content
                """;
    }

    @Override
    public List<String> refusals() {
        return List.of("""
                select line.ctid as line, line.row, 'customer' as field, 'customer-exists-with-other-content' as rule,
                    line.id as value, 'Correct the row, or leave it out.' as remedy
                from staging.line join claims.customer on customer.customer = line.id
                where line.import = :import and customer.content <> line.content
                """, """
                select line.ctid as line, line.row, 'cluster' as field, 'unknown-cluster' as rule,
                    line.fields ->> 'cluster' as value, 'Add the cluster first, or correct its name.' as remedy
                from staging.line
                where line.import = :import
                    and not exists (select from claims.node where node.cluster = line.fields ->> 'cluster')
                """, """
                select line.ctid as line, line.row, 'node' as field, 'unknown-node' as rule,
                    line.fields ->> 'node' as value, 'Add the node first, or name another one.' as remedy
                from staging.line left join claims.node
                    on node.cluster = line.fields ->> 'cluster' and node.node = line.fields ->> 'node'
                where line.import = :import and node.node is null
                """, """
                select line.ctid as line, line.row, 'node' as field, 'node-being-removed' as rule,
                    line.fields ->> 'node' as value, 'Name a node that stays.' as remedy
                from staging.line
                    join claims.node on node.cluster = line.fields ->> 'cluster' and node.node = line.fields ->> 'node'
                    left join claims.closed_node closed on closed.cluster = node.cluster and closed.node = node.node
                where line.import = :import and (not node.live or closed.node is not null)
                """);
    }

    /** Looks again: since the file was checked somebody may have added a customer or begun to remove a node. */
    @Override
    public Done append(List<Staged<AddCustomer>> piece) {
        var known = customers.contents(
                piece.stream().map(row -> row.value().customerId()).toList());
        var closed = closed(piece);
        var refused = new ArrayList<Finding>();
        int skipped = 0;
        for (var row : piece) {
            var content = known.get(row.value().customerId());
            var refusal = closed.get(Place.of(row.value()));
            if (row.content().equals(content)) {
                skipped++;
            } else if (content != null) {
                refused.add(existsOtherwise(row));
            } else if (refusal != null) {
                refused.add(refused(row, refusal));
            } else {
                add(row.value());
            }
        }
        return new Done(skipped, refused);
    }

    private void add(AddCustomer customer) {
        try {
            aggregates.of(Customer.class).newInstance(() -> Customer.adding(customer));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sorted, so that two imports wait for each other in one order. */
    private Map<Place, OpenNodes.Refusal> closed(List<Staged<AddCustomer>> piece) {
        var closed = new HashMap<Place, OpenNodes.Refusal>();
        piece.stream()
                .map(row -> Place.of(row.value()))
                .distinct()
                .sorted(Comparator.comparing(Place::cluster).thenComparing(Place::node))
                .forEach(place -> nodes.tryHoldOpen(place.cluster(), place.node())
                        .ifPresent(refusal -> closed.put(place, refusal)));
        return closed;
    }

    private static Finding existsOtherwise(Staged<AddCustomer> row) {
        return new Finding(
                row.row(),
                "customer",
                "customer-exists-with-other-content",
                row.id(),
                "Correct the row, or leave it out.");
    }

    private static Finding refused(Staged<AddCustomer> row, OpenNodes.Refusal refusal) {
        var value = refusal == OpenNodes.Refusal.UNKNOWN_CLUSTER
                ? row.value().cluster()
                : row.value().node();
        return new Finding(row.row(), refusal.field(), refusal.problem(), value, refusal.remedy());
    }

    private record Place(String cluster, String node) {

        static Place of(AddCustomer customer) {
            return new Place(customer.cluster(), customer.node());
        }
    }
}
