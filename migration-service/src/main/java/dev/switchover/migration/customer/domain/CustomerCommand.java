package dev.switchover.migration.customer.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a customer. */
public sealed interface CustomerCommand {

    CustomerId customerId();

    /** Without {@code onSourceSince} the customer's time on the node starts when he is added. */
    record AddCustomer(
            @TargetAggregateIdentifier CustomerId customerId,
            String party,
            ReachedBy reachedBy,
            @Nullable String domain,
            String cluster,
            String node,
            @Nullable Instant onSourceSince,
            ZoneId timeZone)
            implements CustomerCommand {}

    /** What was entered wrong, put right; what is absent stays as it is. A domain name comes with the kind of reach. */
    record CorrectCustomer(
            @TargetAggregateIdentifier CustomerId customerId,
            @Nullable String party,
            @Nullable ReachedBy reachedBy,
            @Nullable String domain,
            @Nullable Instant onSourceSince,
            @Nullable ZoneId timeZone,
            String reason)
            implements CustomerCommand {

        /** Whether it concerns whom a letter goes to or what it says. */
        public boolean ofLetters() {
            return party != null || reachedBy != null || domain != null;
        }
    }

    /** Tells the customer to move to {@code to}, and until when. The addresses are those customers use. */
    record AnnounceMove(
            @TargetAggregateIdentifier CustomerId customerId,
            String migration,
            String wave,
            String from,
            String fromAddress,
            String to,
            String toAddress,
            Instant due)
            implements CustomerCommand {}

    /** The customer uses the new node; for {@code drain} after that, traffic may still pass the old one. */
    record ConfirmMove(
            @TargetAggregateIdentifier CustomerId customerId,
            String migration,
            Proof proof,
            String evidence,
            Instant movedAt,
            Duration drain)
            implements CustomerCommand {}

    /** Nothing new was seen on the old node for the drain time. */
    record ConfirmDrain(
            @TargetAggregateIdentifier CustomerId customerId, String migration, String evidence, Instant drainedAt)
            implements CustomerCommand {}

    /** Puts a moved customer back on the node he came from, or calls the announced move off. */
    record RevertMove(
            @TargetAggregateIdentifier CustomerId customerId, String migration, String reason, Instant revertedAt)
            implements CustomerCommand {}
}
