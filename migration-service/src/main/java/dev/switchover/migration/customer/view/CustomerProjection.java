package dev.switchover.migration.customer.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.view.Collected;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.customer.claims.PlacementRows;
import dev.switchover.migration.customer.claims.PlacementRows.Happened;
import dev.switchover.migration.customer.domain.CustomerEvent;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jdbi.v3.core.Jdbi;

/** Keeps views.customer. Safe to replay from the first event. */
public class CustomerProjection {

    public static final String GROUP = "customer";

    private final Collected<Happened> happened;

    public CustomerProjection(Jdbi jdbi, ObjectMapper json, ViewTables tables) {
        var rows = new PlacementRows(jdbi, json, tables.name("customer"));
        this.happened = new Collected<>(rows::fold);
    }

    @EventHandler
    void on(CustomerEvent event, @Timestamp Instant at) {
        happened.add(new Happened(event, at));
    }
}
