package dev.switchover.migration.customer.claims;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.Placement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Folds customers' events into rows of one table, whether of the claims or of the view: many events, two statements. */
public final class PlacementRows {

    private final Jdbi jdbi;
    private final ObjectMapper rows;
    private final String table;

    public PlacementRows(Jdbi jdbi, ObjectMapper json, String table) {
        this.jdbi = jdbi;
        this.rows = json.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        this.table = table;
    }

    /** An event, and when it happened. */
    public record Happened(CustomerEvent event, Instant at) {}

    /** What the rows were, and what they are now. */
    public record Change(Map<CustomerId, Placement> before, Map<CustomerId, Placement> after) {}

    public Change fold(List<Happened> all) {
        var before = before(all);
        var after = new LinkedHashMap<CustomerId, Placement>(before);
        all.forEach(one -> after.put(one.event().customerId(), fold(after, one)));
        write(after.values());
        return new Change(before, after);
    }

    /** Rows of customers who are added here are read too: a projection may see an event again. */
    private Map<CustomerId, Placement> before(List<Happened> all) {
        var customers = new HashSet<CustomerId>();
        all.forEach(one -> customers.add(one.event().customerId()));
        return jdbi.withHandle(handle -> handle
                .createQuery("select * from %s where customer = any(:customers)".formatted(table))
                .bindArray(
                        "customers",
                        String.class,
                        customers.stream().map(CustomerId::value).toList())
                .mapTo(Placement.class)
                .stream()
                .collect(Collectors.toMap(Placement::customer, Function.identity())));
    }

    private Placement fold(Map<CustomerId, Placement> known, Happened one) {
        if (one.event() instanceof CustomerAdded added) {
            return Placement.of(added, one.at());
        }
        var before = known.get(one.event().customerId());
        if (before == null) {
            throw new IllegalStateException(one.event().customerId() + " is not in " + table);
        }
        return before.after(one.event());
    }

    private void write(Collection<Placement> placements) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into %s
                        select * from json_populate_recordset(cast(null as claims.customer), cast(:rows as json))
                        on conflict (customer) do update set
                            node = excluded.node, state = excluded.state, migration = excluded.migration,
                            wave = excluded.wave, target = excluded.target, due = excluded.due,
                            moved_at = excluded.moved_at, party = excluded.party,
                            reached_by = excluded.reached_by, domain = excluded.domain,
                            on_source_since = excluded.on_source_since, since_stated = excluded.since_stated,
                            time_zone = excluded.time_zone, content = excluded.content
                        """.formatted(table))
                .bind("rows", json(placements))
                .execute());
    }

    private String json(Collection<Placement> placements) {
        try {
            return rows.writeValueAsString(placements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
