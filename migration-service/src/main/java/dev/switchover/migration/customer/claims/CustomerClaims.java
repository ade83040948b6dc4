package dev.switchover.migration.customer.claims;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.view.Collected;
import dev.switchover.migration.customer.claims.PlacementRows.Happened;
import dev.switchover.migration.customer.domain.CustomerEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jdbi.v3.core.Jdbi;

/** Keeps claims.customer and its counts, in the transaction of the events. */
@Singleton
@ProcessingGroup("customer-claims")
public class CustomerClaims {

    private final PlacementRows rows;
    private final CustomerCountTable counts;
    private final Collected<Happened> happened = new Collected<>(this::write);

    CustomerClaims(Jdbi jdbi, ObjectMapper json, CustomerCountTable counts) {
        this.rows = new PlacementRows(jdbi, json, "claims.customer");
        this.counts = counts;
    }

    @EventHandler
    void on(CustomerEvent event, @Timestamp Instant at) {
        happened.add(new Happened(event, at));
    }

    private void write(List<Happened> all) {
        var change = rows.fold(all);
        counts.add(CountChange.between(change.before().values().stream(), change.after().values().stream()));
    }
}
