package dev.switchover.migration.cluster.claims;

import java.time.Instant;
import java.util.OptionalLong;

/** Who may change the settings of a cluster; nobody while {@code suspended}, {@code owner} then being the last one. */
public record ManagementOwner(String owner, long epoch, boolean suspended, Instant since, String managementUrl) {

    /** Whether that node may change settings now, given the epoch it shows, if it shows one. */
    public boolean admits(String node, OptionalLong shown) {
        return !suspended && owner.equals(node) && shown.orElse(epoch) == epoch;
    }
}
