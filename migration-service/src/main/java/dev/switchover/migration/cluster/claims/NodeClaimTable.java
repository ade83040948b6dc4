package dev.switchover.migration.cluster.claims;

import dev.switchover.migration.cluster.domain.ClusterEvent.NodeAdded;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeCorrected;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Writes claims.node. */
@Singleton
class NodeClaimTable {

    private final Jdbi database;

    NodeClaimTable(Jdbi database) {
        this.database = database;
    }

    void add(NodeAdded event) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.node (cluster, node, address, media_addresses, management_url, live)
                        values (:cluster, :node, :address, :media, :url, true)
                        on conflict (cluster, node) do nothing
                        """)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("address", event.address())
                .bind("media", event.mediaAddresses().toArray(String[]::new))
                .bind("url", event.managementUrl())
                .execute());
    }

    void correct(NodeCorrected event) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.node
                           set address = :address, media_addresses = :media, management_url = :url
                         where cluster = :cluster and node = :node
                        """)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("address", event.address())
                .bind("media", event.mediaAddresses().toArray(String[]::new))
                .bind("url", event.managementUrl())
                .execute());
    }

    void remove(ClusterId cluster, NodeId node) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.node set live = false where cluster = :cluster and node = :node
                        """)
                .bind("cluster", cluster)
                .bind("node", node)
                .execute());
    }
}
