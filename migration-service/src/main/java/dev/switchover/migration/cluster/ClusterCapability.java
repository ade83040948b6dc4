package dev.switchover.migration.cluster;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.migration.cluster.claims.ClusterClaims;
import dev.switchover.migration.cluster.claims.NodeCorrections;
import dev.switchover.migration.cluster.claims.ReplicationCommands;
import dev.switchover.migration.cluster.domain.Cluster;
import dev.switchover.migration.cluster.domain.ClusterEvent;
import dev.switchover.migration.cluster.policy.AskForReplicationSteps;
import dev.switchover.migration.cluster.policy.ReportReplicationSteps;
import dev.switchover.migration.cluster.view.ClusterProjection;
import dev.switchover.migration.cluster.view.ClusterTable;
import dev.switchover.migration.cluster.view.ReplicationTable;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for clusters. */
@Singleton
class ClusterCapability implements Capability {

    private final ClusterClaims claims;
    private final ReplicationCommands replications;
    private final NodeCorrections corrections;
    private final AskForReplicationSteps asking;
    private final ReportReplicationSteps reporting;
    private final Jdbi database;

    ClusterCapability(
            ClusterClaims claims,
            ReplicationCommands replications,
            NodeCorrections corrections,
            AskForReplicationSteps asking,
            ReportReplicationSteps reporting,
            Jdbi database) {
        this.claims = claims;
        this.replications = replications;
        this.corrections = corrections;
        this.asking = asking;
        this.reporting = reporting;
        this.database = database;
    }

    @Override
    public EventNames events() {
        return EventNames.of(ClusterEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Cluster.class)
                .commands(replications)
                .commands(corrections)
                .claims(claims)
                .policy(asking)
                .policy(reporting)
                .view(
                        ClusterProjection.GROUP,
                        tables -> new ClusterProjection(
                                new ClusterTable(database, tables), new ReplicationTable(database, tables)));
    }
}
