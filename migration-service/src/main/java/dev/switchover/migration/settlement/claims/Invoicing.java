package dev.switchover.migration.settlement.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.claims.CustomerLookup;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.settlement.domain.Invoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.IssueInvoice;
import jakarta.inject.Singleton;
import org.axonframework.commandhandling.CommandHandler;

/** Issues invoices to customers who exist. */
@Singleton
public class Invoicing {

    private final Aggregates aggregates;
    private final CustomerLookup customers;

    Invoicing(Aggregates aggregates, CustomerLookup customers) {
        this.aggregates = aggregates;
        this.customers = customers;
    }

    /** True if the invoice is new; false if the same was said before. */
    @CommandHandler
    boolean handle(IssueInvoice command) throws Exception {
        demandCustomer(command.customer());
        var invoice =
                aggregates.of(Invoice.class).loadOrCreate(command.invoiceId().toString(), Invoice::new);
        var isNew = invoice.invoke(Invoice::isNew);
        invoice.execute(it -> it.decide(command));
        return isNew;
    }

    void demandCustomer(String customer) {
        if (customers.find(new CustomerId(customer)).isEmpty()) {
            throw Rejection.invalid("unknown-customer", "No customer has the id " + customer + ".")
                    .at("customer", "unknown-customer", customer, "Add the customer first.");
        }
    }
}
