package dev.switchover.migration.cluster;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.migration.cluster.claims.ClusterClaims;
import dev.switchover.migration.cluster.claims.ReplicationCommands;
import dev.switchover.migration.cluster.domain.Cluster;
import dev.switchover.migration.cluster.domain.ClusterEvent;
import jakarta.inject.Singleton;

/** What runs for clusters. */
@Singleton
class ClusterCapability implements Capability {

    private final ClusterClaims claims;
    private final ReplicationCommands replications;

    ClusterCapability(ClusterClaims claims, ReplicationCommands replications) {
        this.claims = claims;
        this.replications = replications;
    }

    @Override
    public EventNames events() {
        return EventNames.of(ClusterEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Cluster.class).commands(replications).claims(claims);
    }
}
