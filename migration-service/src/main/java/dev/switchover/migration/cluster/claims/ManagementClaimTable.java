package dev.switchover.migration.cluster.claims;

import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Writes claims.management. */
@Singleton
class ManagementClaimTable {

    private final Jdbi database;

    ManagementClaimTable(Jdbi database) {
        this.database = database;
    }

    void put(ClusterId cluster, NodeId owner, long epoch, boolean suspended, Instant since) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.management (cluster, owner, epoch, suspended, since)
                        values (:cluster, :owner, :epoch, :suspended, :since)
                        on conflict (cluster) do update
                           set owner = excluded.owner, epoch = excluded.epoch,
                               suspended = excluded.suspended, since = excluded.since
                        """)
                .bind("cluster", cluster)
                .bind("owner", owner)
                .bind("epoch", epoch)
                .bind("suspended", suspended)
                .bind("since", since)
                .execute());
    }
}
