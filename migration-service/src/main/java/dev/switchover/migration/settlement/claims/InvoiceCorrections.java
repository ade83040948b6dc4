package dev.switchover.migration.settlement.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.settlement.domain.Invoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand;
import dev.switchover.migration.settlement.domain.InvoiceCommand.CorrectInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.WithdrawInvoice;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.Period;
import dev.switchover.migration.settlement.domain.Stay;
import jakarta.inject.Singleton;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/**
 * Corrects and withdraws invoices. On those that were there when a node was given up the decision rests, for the days on it:
 * they stay. What comes after it decided nothing, so it is put right like any other.
 */
@Singleton
public class InvoiceCorrections {

    private final Aggregates aggregates;
    private final Invoicing invoicing;
    private final SettlementTables tables;
    private final MigrationPlans migrations;

    InvoiceCorrections(Aggregates aggregates, Invoicing invoicing, SettlementTables tables, MigrationPlans migrations) {
        this.aggregates = aggregates;
        this.invoicing = invoicing;
        this.tables = tables;
        this.migrations = migrations;
    }

    @CommandHandler
    void handle(CorrectInvoice command) {
        if (command.customer() != null) {
            invoicing.demandCustomer(command.customer());
        }
        var invoice = load(command);
        demandOpen(invoice.invoke(Invoice::issued));
        demandOpen(invoice.invoke(it -> it.asCorrected(command)));
        invoice.execute(it -> it.decide(command));
    }

    @CommandHandler
    void handle(WithdrawInvoice command) {
        var invoice = load(command);
        demandOpen(invoice.invoke(Invoice::issued));
        invoice.execute(it -> it.decide(command));
    }

    private void demandOpen(InvoiceIssued invoice) {
        var period = new Period(invoice.from(), invoice.to());
        var issuedAt = tables.issuedAt(invoice.invoiceId().value());
        tables.of(invoice.customer()).stream()
                .filter(stay -> stay.touches(period))
                .filter(stay -> migrations
                        .givenUpAt(new ClusterId(stay.cluster()), new NodeId(stay.node()))
                        .filter(at -> !issuedAt.isAfter(at))
                        .isPresent())
                .findFirst()
                .ifPresent(stay -> {
                    throw closed(invoice, stay);
                });
    }

    private static Rejection closed(InvoiceIssued invoice, Stay stay) {
        return Rejection.conflict(
                        "settlement-closed",
                        "Node %s of cluster %s was given up: who owes for time on it is decided, by invoice %s too."
                                .formatted(
                                        stay.node(),
                                        stay.cluster(),
                                        invoice.invoiceId().value()))
                .at(
                        "invoice",
                        "for no day on a node given up since",
                        invoice.invoiceId().value())
                .remedy(
                        "Leave it as it is: enter what is due besides under an id of its own; what is to be paid back is settled outside.");
    }

    private Aggregate<Invoice> load(InvoiceCommand command) {
        return aggregates.of(Invoice.class).load(command.invoiceId().toString());
    }
}
