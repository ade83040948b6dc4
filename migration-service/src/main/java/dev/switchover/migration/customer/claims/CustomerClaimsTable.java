package dev.switchover.migration.customer.claims;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.Placement;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** All SQL that writes claims.customer and its counts. */
@Singleton
class CustomerClaimsTable {

    private final Jdbi jdbi;
    private final ObjectMapper rows;

    CustomerClaimsTable(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.rows = json.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    }

    Map<CustomerId, Placement> of(Collection<CustomerId> customers) {
        return jdbi.withHandle(handle -> handle
                .createQuery("select * from claims.customer where customer = any(:customers)")
                .bindArray("customers", String.class, values(customers))
                .mapTo(Placement.class)
                .stream()
                .collect(Collectors.toMap(Placement::customer, Function.identity())));
    }

    void write(Collection<Placement> placements) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        insert into claims.customer
                        select * from json_populate_recordset(null::claims.customer, cast(:rows as json))
                        on conflict (customer) do update set
                            node = excluded.node, state = excluded.state, migration = excluded.migration,
                            wave = excluded.wave, target = excluded.target, due = excluded.due,
                            moved_at = excluded.moved_at
                        """).bind("rows", json(placements)).execute());
    }

    /** Sorted, so that writers who meet wait for each other in one order. */
    void count(List<CountChange> changes, int stripe) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into claims.customer_count as known (cluster, node, state, stripe, n)
                    values (:cluster, :node, :state, :stripe, :n)
                    on conflict (cluster, node, state, stripe) do update set n = known.n + excluded.n
                    """);
            changes.stream().sorted().forEach(change -> batch.bindMethods(change)
                    .bind("stripe", stripe)
                    .add());
            batch.execute();
        });
    }

    private String json(Object value) {
        try {
            return rows.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> values(Collection<CustomerId> customers) {
        return customers.stream().map(CustomerId::value).toList();
    }
}
