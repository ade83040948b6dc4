package dev.switchover.migration.customer.claims;

import dev.switchover.kit.view.Collected;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.Placement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Keeps claims.customer and its counts, in the transaction of the events: many events, few statements. */
@Singleton
@ProcessingGroup("customer-claims")
public class CustomerClaims {

    private static final int STRIPES = 8;

    private final CustomerClaimsTable table;
    private final Collected<Happened> happened = new Collected<>(this::write);

    CustomerClaims(CustomerClaimsTable table) {
        this.table = table;
    }

    private record Happened(CustomerEvent event, Instant at) {}

    @EventHandler
    void on(CustomerEvent event, @Timestamp Instant at) {
        happened.add(new Happened(event, at));
    }

    private void write(List<Happened> all) {
        var before = before(all);
        var after = new LinkedHashMap<CustomerId, Placement>(before);
        all.forEach(one -> after.put(one.event().customerId(), fold(after, one)));
        table.write(after.values());
        table.count(
                CountChange.between(before.values().stream(), after.values().stream()),
                ThreadLocalRandom.current().nextInt(STRIPES));
    }

    private Map<CustomerId, Placement> before(List<Happened> all) {
        var known = new HashSet<CustomerId>();
        all.forEach(one -> known.add(one.event().customerId()));
        all.stream()
                .map(Happened::event)
                .filter(CustomerAdded.class::isInstance)
                .forEach(added -> known.remove(added.customerId()));
        return known.isEmpty() ? Map.of() : table.of(known);
    }

    private static Placement fold(Map<CustomerId, Placement> known, Happened one) {
        if (one.event() instanceof CustomerAdded added) {
            return Placement.of(added, one.at());
        }
        var before = known.get(one.event().customerId());
        if (before == null) {
            throw new IllegalStateException(one.event().customerId() + " is not in claims.customer");
        }
        return before.after(one.event());
    }
}
