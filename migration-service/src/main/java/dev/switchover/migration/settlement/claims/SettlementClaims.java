package dev.switchover.migration.settlement.claims;

import dev.switchover.kit.view.Collected;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerDrained;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import dev.switchover.migration.settlement.claims.ClaimedInvoice.Standing;
import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceCorrected;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceDisputed;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoicePaid;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWithdrawn;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWrittenOff;
import dev.switchover.migration.settlement.domain.Stay;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/**
 * Keeps the claims of settlement, in the transaction of the events: an event of a customer or of one of its invoices
 * makes that customer's stays be judged anew, and nobody else's.
 */
@Singleton
@ProcessingGroup("settlement-claims")
public class SettlementClaims {

    private final SettlementTables tables;
    private final Collected<Happened> happened = new Collected<>(this::write);

    SettlementClaims(SettlementTables tables) {
        this.tables = tables;
    }

    private sealed interface Happened {

        record ToCustomer(CustomerEvent event, Instant at) implements Happened {}

        record ToInvoice(InvoiceEvent event, Instant at) implements Happened {}
    }

    @EventHandler
    void on(CustomerEvent event, @Timestamp Instant at) {
        switch (event) {
            case CustomerAdded it -> happened.add(new Happened.ToCustomer(it, at));
            case CustomerCorrected it -> happened.add(new Happened.ToCustomer(it, at));
            case CustomerMoved it -> happened.add(new Happened.ToCustomer(it, at));
            case CustomerMovedBack it -> happened.add(new Happened.ToCustomer(it, at));
            case CustomerMoveAnnounced it -> {}
            case CustomerMoveCalledOff it -> {}
            case CustomerDrained it -> {}
        }
    }

    @EventHandler
    void on(InvoiceEvent event, @Timestamp Instant at) {
        happened.add(new Happened.ToInvoice(event, at));
    }

    private void write(List<Happened> all) {
        var toCustomers = new ArrayList<Happened.ToCustomer>();
        var toInvoices = new ArrayList<Happened.ToInvoice>();
        all.forEach(one -> {
            switch (one) {
                case Happened.ToCustomer it -> toCustomers.add(it);
                case Happened.ToInvoice it -> toInvoices.add(it);
            }
        });
        writeInvoices(toInvoices);
        writeFirstStays(toCustomers);
        judge(toCustomers, customersOf(toInvoices));
    }

    private void writeInvoices(List<Happened.ToInvoice> events) {
        var issued = new LinkedHashMap<String, ClaimedInvoice>();
        var changed = new TreeMap<String, Standing>();
        for (var one : events) {
            var event = one.event();
            var id = event.invoiceId().value();
            var standing = Standing.after(event);
            if (event instanceof InvoiceIssued fresh) {
                issued.put(id, ClaimedInvoice.of(fresh, one.at()));
            } else if (event instanceof InvoiceCorrected right) {
                issued.put(id, ClaimedInvoice.of(right.asIssued(), one.at()).in(standing));
            } else if (issued.computeIfPresent(id, (unused, fresh) -> fresh.in(standing)) == null) {
                changed.merge(id, standing, (before, now) -> now.over(before));
            }
        }
        if (!issued.isEmpty()) {
            tables.writeInvoices(issued.values());
        }
        if (!changed.isEmpty()) {
            tables.changeInvoices(changed);
        }
    }

    private void writeFirstStays(List<Happened.ToCustomer> events) {
        var first = new ArrayList<Stay>();
        for (var one : events) {
            if (one.event() instanceof CustomerAdded added) {
                first.add(Stay.first(added, one.at()));
            }
        }
        if (!first.isEmpty()) {
            tables.writeStays(first);
        }
    }

    /** Invoices are read after the stays are held, in a statement of its own: so it sees what others wrote before. */
    private void judge(List<Happened.ToCustomer> events, Collection<String> billed) {
        var moves = events.stream()
                .map(Happened.ToCustomer::event)
                .filter(event -> !(event instanceof CustomerAdded))
                .toList();
        var customers = new TreeSet<>(billed);
        moves.forEach(event -> customers.add(event.customerId().value()));
        if (customers.isEmpty()) {
            return;
        }
        var before = tables.hold(customers);
        var after = new HashMap<>(before);
        moves.forEach(event ->
                after.computeIfPresent(event.customerId().value(), (unused, stays) -> Stay.after(stays, event)));
        var invoices = tables.invoicesOf(ended(after));
        after.replaceAll((customer, stays) -> stays.stream()
                .map(stay -> stay.judged(invoices.getOrDefault(customer, List.of())))
                .toList());
        writeChanged(before, after);
    }

    private void writeChanged(Map<String, List<Stay>> before, Map<String, List<Stay>> after) {
        var changed = after.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(stay ->
                                !before.getOrDefault(entry.getKey(), List.of()).contains(stay)))
                .toList();
        if (!changed.isEmpty()) {
            tables.writeStays(changed);
            tables.count(VerdictChange.between(
                    before.values().stream().flatMap(List::stream),
                    after.values().stream().flatMap(List::stream)));
        }
    }

    private static List<String> ended(Map<String, List<Stay>> stays) {
        return stays.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(stay -> stay.until() != null))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> customersOf(List<Happened.ToInvoice> events) {
        return events.stream()
                .flatMap(one -> switch (one.event()) {
                    case InvoiceIssued it -> Stream.of(it.customer());
                    case InvoiceCorrected it -> Stream.of(it.customer(), it.enteredFor());
                    case InvoiceWithdrawn it -> Stream.of(it.customer());
                    case InvoicePaid it -> Stream.of(it.customer());
                    case InvoiceDisputed it -> Stream.of(it.customer());
                    case InvoiceWrittenOff it -> Stream.of(it.customer());
                })
                .toList();
    }
}
