package dev.switchover.migration.cluster.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster as operators see it. */
public record ClusterView(
        String id,
        long version,
        Instant definedAt,
        @Nullable ManagementView management,
        List<NodeView> nodes) {

    /** {@code owner} had management last if it is suspended. */
    public record ManagementView(String owner, long epoch, boolean suspended, Instant since) {}

    public record NodeView(
            String id,
            String address,
            List<String> mediaAddresses,
            String managementUrl,
            NodeState state,
            Instant addedAt,
            @Nullable Instant removedAt,
            @Nullable ReplicationView replication) {}

    public enum NodeState {
        JOINED,
        REPLICATING,
        IN_SYNC,
        REMOVED
    }
}
