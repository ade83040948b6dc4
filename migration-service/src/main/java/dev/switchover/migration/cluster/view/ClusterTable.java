package dev.switchover.migration.cluster.view;

import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeAdded;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeCorrected;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeRemoved;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.cluster.view.ClusterView.NodeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of the tables cluster and cluster_node. */
public class ClusterTable {

    private final Jdbi database;
    private final String clusters;
    private final String nodes;

    public ClusterTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.clusters = tables.name("cluster");
        this.nodes = tables.name("cluster_node");
    }

    Optional<Row> find(String cluster) {
        return database.withHandle(handle -> handle.createQuery("select * from <clusters> where cluster = :cluster")
                .define("clusters", clusters)
                .bind("cluster", cluster)
                .mapTo(Row.class)
                .findOne());
    }

    List<String> ids(String after, int limit) {
        return database.withHandle(handle -> handle.createQuery(
                        "select cluster from <clusters> where cluster > :after order by cluster limit :limit")
                .define("clusters", clusters)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    List<NodeRow> nodes(String cluster) {
        return database.withHandle(
                handle -> handle.createQuery("select * from <nodes> where cluster = :cluster order by added_at, node")
                        .define("nodes", nodes)
                        .bind("cluster", cluster)
                        .mapTo(NodeRow.class)
                        .list());
    }

    void define(ClusterId cluster, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <clusters> (cluster, version, defined_at) values (:cluster, 1, :at)
                        on conflict (cluster) do nothing
                        """)
                .define("clusters", clusters)
                .bind("cluster", cluster)
                .bind("at", at)
                .execute());
    }

    void version(ClusterId cluster, long version) {
        database.useHandle(
                handle -> handle.createUpdate("update <clusters> set version = :version where cluster = :cluster")
                        .define("clusters", clusters)
                        .bind("cluster", cluster)
                        .bind("version", version)
                        .execute());
    }

    void manage(ClusterId cluster, NodeId owner, long epoch, boolean suspended, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <clusters>
                           set management_owner = :owner, management_epoch = :epoch,
                               management_suspended = :suspended, management_since = :at
                         where cluster = :cluster
                        """)
                .define("clusters", clusters)
                .bind("cluster", cluster)
                .bind("owner", owner)
                .bind("epoch", epoch)
                .bind("suspended", suspended)
                .bind("at", at)
                .execute());
    }

    void add(NodeAdded event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <nodes> (cluster, node, address, media_addresses, management_url, state, added_at)
                        values (:cluster, :node, :address, :media, :url, 'JOINED', :at)
                        on conflict (cluster, node) do nothing
                        """)
                .define("nodes", nodes)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("address", event.address())
                .bind("media", event.mediaAddresses().toArray(String[]::new))
                .bind("url", event.managementUrl())
                .bind("at", at)
                .execute());
    }

    void correct(NodeCorrected event) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <nodes>
                           set address = :address, media_addresses = :media, management_url = :url
                         where cluster = :cluster and node = :node
                        """)
                .define("nodes", nodes)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("address", event.address())
                .bind("media", event.mediaAddresses().toArray(String[]::new))
                .bind("url", event.managementUrl())
                .execute());
    }

    void enter(ClusterId cluster, NodeId node, NodeState state) {
        database.useHandle(handle -> handle.createUpdate(
                        "update <nodes> set state = :state where cluster = :cluster and node = :node")
                .define("nodes", nodes)
                .bind("cluster", cluster)
                .bind("node", node)
                .bind("state", state)
                .execute());
    }

    void remove(NodeRemoved event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <nodes> set state = 'REMOVED', removed_at = :at where cluster = :cluster and node = :node
                        """)
                .define("nodes", nodes)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("at", at)
                .execute());
    }

    record Row(
            String cluster,
            long version,
            Instant definedAt,
            @Nullable String managementOwner,
            @Nullable Long managementEpoch,
            @Nullable Boolean managementSuspended,
            @Nullable Instant managementSince) {}

    record NodeRow(
            String cluster,
            String node,
            String address,
            List<String> mediaAddresses,
            String managementUrl,
            NodeState state,
            Instant addedAt,
            @Nullable Instant removedAt) {}
}
