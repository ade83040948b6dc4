package dev.switchover.migration.migration.view;

import dev.switchover.kit.view.Collected;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerDrained;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import dev.switchover.migration.migration.view.ToldCustomerTable.Change;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Keeps who was told by which wave, and how far each is. Safe to replay from the first event. */
@ProcessingGroup(ToldCustomers.GROUP)
public class ToldCustomers {

    public static final String GROUP = "told-customers";

    private final Collected<Change> changes;

    public ToldCustomers(ToldCustomerTable table) {
        this.changes = new Collected<>(table::write);
    }

    @EventHandler
    void on(CustomerEvent event, @Timestamp Instant at) {
        change(event, at).ifPresent(changes::add);
    }

    private static Optional<Change> change(CustomerEvent event, Instant at) {
        var customer = event.customerId().value();
        return switch (event) {
            case CustomerAdded added -> Optional.empty();
            case CustomerCorrected corrected -> Optional.empty();
            case CustomerMoveAnnounced told ->
                Optional.of(new Change(
                        told.migration(), customer, told.wave(), told.party(), "ANNOUNCED", told.due(), at, at, null));
            case CustomerMoveCalledOff off ->
                Optional.of(new Change(
                        off.migration(), customer, off.wave(), off.party(), "REVERTED", null, null, at, off.reason()));
            case CustomerMoved moved ->
                Optional.of(new Change(
                        moved.migration(),
                        customer,
                        moved.wave(),
                        moved.party(),
                        "MOVED",
                        null,
                        null,
                        at,
                        moved.evidence()));
            case CustomerDrained drained ->
                Optional.of(new Change(
                        drained.migration(),
                        customer,
                        drained.wave(),
                        "",
                        "DRAINED",
                        null,
                        null,
                        at,
                        drained.evidence()));
            case CustomerMovedBack back ->
                Optional.of(new Change(
                        back.migration(),
                        customer,
                        back.wave(),
                        back.party(),
                        "REVERTED",
                        null,
                        null,
                        at,
                        back.reason()));
        };
    }
}
