package dev.switchover.migration.settlement.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.view.Collected;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jdbi.v3.core.Jdbi;

/** Keeps views.invoice. Safe to replay from the first event. */
public class InvoiceProjection {

    public static final String GROUP = "invoice";

    private final InvoiceTable table;
    private final Collected<Happened> happened = new Collected<>(this::write);

    public InvoiceProjection(Jdbi jdbi, ObjectMapper json, ViewTables tables) {
        this.table = new InvoiceTable(jdbi, json, tables.name("invoice"));
    }

    private record Happened(InvoiceEvent event, Instant at) {}

    @EventHandler
    void on(InvoiceEvent event, @Timestamp Instant at) {
        happened.add(new Happened(event, at));
    }

    private void write(List<Happened> all) {
        var ids = all.stream()
                .map(one -> one.event().invoiceId().value())
                .distinct()
                .toList();
        var rows = new HashMap<String, InvoiceView>();
        table.of(ids).forEach(row -> rows.put(row.invoice(), row));
        for (var one : all) {
            var id = one.event().invoiceId().value();
            if (one.event() instanceof InvoiceIssued issued) {
                rows.put(id, InvoiceView.of(issued, one.at()));
            } else {
                rows.computeIfPresent(id, (unused, row) -> row.after(one.event()));
            }
        }
        table.write(rows.values());
    }
}
