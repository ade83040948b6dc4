package dev.switchover.migration.migration.claims;

import dev.switchover.migration.customer.domain.CustomerStanding;
import dev.switchover.migration.customer.domain.ReachedBy;
import org.jspecify.annotations.Nullable;

/** One who was picked for a wave, and where he stands now; {@code refusal} is why he could not be told or put back. */
public record WaveMember(
        String customer,
        String party,
        ReachedBy reachedBy,
        @Nullable String domain,
        String node,
        CustomerStanding state,
        @Nullable String refusal) {}
