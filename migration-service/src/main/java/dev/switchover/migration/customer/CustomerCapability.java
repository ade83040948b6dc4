package dev.switchover.migration.customer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.migration.customer.claims.Assignments;
import dev.switchover.migration.customer.claims.CustomerClaims;
import dev.switchover.migration.customer.claims.CustomerCorrections;
import dev.switchover.migration.customer.domain.Customer;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.customer.view.CustomerProjection;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for customers. */
@Singleton
class CustomerCapability implements Capability {

    private final Assignments assignments;
    private final CustomerCorrections corrections;
    private final CustomerClaims claims;
    private final Jdbi jdbi;
    private final ObjectMapper json;

    CustomerCapability(
            Assignments assignments,
            CustomerCorrections corrections,
            CustomerClaims claims,
            Jdbi jdbi,
            ObjectMapper json) {
        this.assignments = assignments;
        this.corrections = corrections;
        this.claims = claims;
        this.jdbi = jdbi;
        this.json = json;
    }

    @Override
    public EventNames events() {
        return EventNames.of(CustomerEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Customer.class)
                .commands(assignments)
                .commands(corrections)
                .claims(claims)
                .view(CustomerProjection.GROUP, tables -> new CustomerProjection(jdbi, json, tables));
    }
}
