package dev.switchover.migration.cluster.claims;

import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationAbandoned;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationInSync;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStarted;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStepFinished;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** All SQL that writes claims.replication and claims.replication_run. */
@Singleton
class ReplicationClaimTable {

    private final Jdbi database;

    ReplicationClaimTable(Jdbi database) {
        this.database = database;
    }

    /** When the last attempt began, or its last step ended. */
    Optional<Instant> stepSince(ClusterId cluster, NodeId node) {
        return database.withHandle(handle -> handle.createQuery(
                        "select step_since from claims.replication where cluster = :cluster and node = :node")
                .bind("cluster", cluster)
                .bind("node", node)
                .mapTo(Instant.class)
                .findOne());
    }

    void start(ReplicationStarted event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.replication (cluster, node, source, attempt, phase, step_since)
                        values (:cluster, :node, :source, :attempt, 'RUNNING', :at)
                        on conflict (cluster, node) do update
                           set source = excluded.source, attempt = excluded.attempt, phase = excluded.phase, step_since = excluded.step_since,
                               observed_at = null, evidence = null
                        """)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("source", event.source())
                .bind("attempt", event.attempt())
                .bind("at", at)
                .execute());
    }

    void finish(ReplicationStepFinished event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        with began as (
                            select cluster, node, step_since from claims.replication
                             where cluster = :cluster and node = :node
                        ), run as (
                            insert into claims.replication_run (cluster, node, attempt, step, work, down)
                            select cluster, node, :attempt, :step, :at - step_since, :down from began
                            on conflict do nothing
                        )
                        update claims.replication set step_since = :at where cluster = :cluster and node = :node
                        """)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("attempt", event.attempt())
                .bind("step", event.step())
                .bind("down", event.statedDown())
                .bind("at", at)
                .execute());
    }

    void inSync(ReplicationInSync event) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.replication
                           set phase = 'IN_SYNC', observed_at = :observedAt, evidence = :evidence
                         where cluster = :cluster and node = :node
                        """)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("observedAt", event.observedAt())
                .bind("evidence", event.evidence())
                .execute());
    }

    void abandon(ReplicationAbandoned event) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.replication set phase = 'NOT_RUNNING' where cluster = :cluster and node = :node
                        """)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .execute());
    }
}
