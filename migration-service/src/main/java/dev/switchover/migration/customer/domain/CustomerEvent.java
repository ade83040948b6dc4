package dev.switchover.migration.customer.domain;

import dev.switchover.eventstore.StoredAs;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a customer. No names, no addresses of people: a party id at most. */
public sealed interface CustomerEvent {

    CustomerId customerId();

    /** Without {@code onSourceSince} the time on the node starts with this event. */
    @StoredAs("customer.added")
    record CustomerAdded(
            CustomerId customerId,
            String party,
            ReachedBy reachedBy,
            @Nullable String domain,
            String cluster,
            String node,
            @Nullable Instant onSourceSince,
            ZoneId timeZone)
            implements CustomerEvent {}

    /** As if he had been added so: what was said of him before had been entered wrong. */
    @StoredAs("customer.corrected")
    record CustomerCorrected(
            CustomerId customerId,
            String party,
            ReachedBy reachedBy,
            @Nullable String domain,
            String cluster,
            String node,
            @Nullable Instant onSourceSince,
            ZoneId timeZone,
            String reason)
            implements CustomerEvent {

        static CustomerCorrected of(CustomerAdded right, String reason) {
            return new CustomerCorrected(
                    right.customerId(),
                    right.party(),
                    right.reachedBy(),
                    right.domain(),
                    right.cluster(),
                    right.node(),
                    right.onSourceSince(),
                    right.timeZone(),
                    reason);
        }

        CustomerAdded asAdded() {
            return new CustomerAdded(customerId, party, reachedBy, domain, cluster, node, onSourceSince, timeZone);
        }
    }

    @StoredAs("customer.move-announced")
    record CustomerMoveAnnounced(
            CustomerId customerId,
            String migration,
            String wave,
            String party,
            ReachedBy reachedBy,
            @Nullable String domain,
            String from,
            String fromAddress,
            String to,
            String toAddress,
            Instant due)
            implements CustomerEvent {}

    /** The customer stays on {@code node}, reached at {@code address}. */
    @StoredAs("customer.move-called-off")
    record CustomerMoveCalledOff(
            CustomerId customerId,
            String migration,
            String wave,
            String party,
            ReachedBy reachedBy,
            @Nullable String domain,
            String node,
            String address,
            String reason,
            @Nullable Instant due)
            implements CustomerEvent {}

    @StoredAs("customer.moved")
    record CustomerMoved(
            CustomerId customerId,
            String migration,
            String wave,
            String party,
            String from,
            String to,
            Proof proof,
            String evidence,
            Instant movedAt,
            Duration drain)
            implements CustomerEvent {}

    @StoredAs("customer.drained")
    record CustomerDrained(
            CustomerId customerId, String migration, String wave, String from, String evidence, Instant drainedAt)
            implements CustomerEvent {}

    /** {@code from} is the node the customer had moved to; back on {@code to}, reached at {@code toAddress}. */
    @StoredAs("customer.moved-back")
    record CustomerMovedBack(
            CustomerId customerId,
            String migration,
            String wave,
            String party,
            ReachedBy reachedBy,
            @Nullable String domain,
            String from,
            String to,
            String toAddress,
            String reason,
            Instant revertedAt)
            implements CustomerEvent {}
}
