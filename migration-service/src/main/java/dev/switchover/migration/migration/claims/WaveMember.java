package dev.switchover.migration.migration.claims;

import dev.switchover.migration.customer.domain.CustomerStanding;
import dev.switchover.migration.customer.domain.ReachedBy;
import org.jspecify.annotations.Nullable;

/**
 * One who was picked for a wave, and where he stands now, by the {@code migration} that told him last, which may be a later
 * one; {@code refusal} is why this one could not tell him or put him back.
 */
public record WaveMember(
        String customer,
        String party,
        ReachedBy reachedBy,
        @Nullable String domain,
        String node,
        CustomerStanding state,
        @Nullable String migration,
        @Nullable String refusal) {}
