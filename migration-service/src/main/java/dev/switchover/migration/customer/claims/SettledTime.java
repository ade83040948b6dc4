package dev.switchover.migration.customer.claims;

import dev.switchover.migration.customer.domain.CustomerId;
import java.util.Optional;

/**
 * Whether some of a customer's time is settled for good. Asked where customers are decided about, answered where their time
 * is settled: so that that may depend on this and not the other way round.
 */
public interface SettledTime {

    /** A node he was on that was given up. It stays so, or not, until the transaction ends. */
    Optional<String> givenUpNodeOf(CustomerId customer);
}
