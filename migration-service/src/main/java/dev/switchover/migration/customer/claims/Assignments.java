package dev.switchover.migration.customer.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.migration.customer.domain.Customer;
import dev.switchover.migration.customer.domain.CustomerCommand;
import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.CustomerCommand.AnnounceMove;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmDrain;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmMove;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import jakarta.inject.Singleton;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/** Puts customers on nodes: makes sure that the node stays as long as the transaction lasts, then asks the customer. */
@Singleton
public class Assignments {

    private final Aggregates aggregates;
    private final CustomerLookup customers;
    private final OpenNodes nodes;

    Assignments(Aggregates aggregates, CustomerLookup customers, OpenNodes nodes) {
        this.aggregates = aggregates;
        this.customers = customers;
        this.nodes = nodes;
    }

    /** True if the customer is new; false if the same was said before. */
    @CommandHandler
    boolean handle(AddCustomer command) throws Exception {
        if (customers.find(command.customerId()).isPresent()) {
            load(command).execute(customer -> customer.decide(command));
            return false;
        }
        nodes.holdOpen(command.cluster(), command.node());
        aggregates.of(Customer.class).newInstance(() -> Customer.adding(command));
        return true;
    }

    @CommandHandler
    void handle(AnnounceMove command) {
        var aggregate = load(command);
        nodes.holdOpen(aggregate.invoke(Customer::cluster), command.to());
        aggregate.execute(customer -> customer.decide(command));
    }

    @CommandHandler
    void handle(ConfirmMove command) {
        var aggregate = load(command);
        nodes.holdOpen(aggregate.invoke(Customer::cluster), aggregate.invoke(Customer::nodeAfterMove));
        aggregate.execute(customer -> customer.decide(command));
    }

    @CommandHandler
    void handle(ConfirmDrain command) {
        load(command).execute(customer -> customer.decide(command));
    }

    @CommandHandler
    void handle(RevertMove command) {
        var aggregate = load(command);
        nodes.holdOpen(aggregate.invoke(Customer::cluster), aggregate.invoke(Customer::nodeAfterRevert));
        aggregate.execute(customer -> customer.decide(command));
    }

    private Aggregate<Customer> load(CustomerCommand command) {
        return aggregates.of(Customer.class).load(command.customerId().toString());
    }
}
