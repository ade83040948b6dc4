package dev.switchover.migration.cluster.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * The nodes other capabilities decide about. Whoever puts something on a node locks its row {@code for share}; whoever
 * removes the node locks it {@code for update} first. So nothing is put on a node while it is being removed.
 */
@Singleton
public class Nodes {

    private static final String COLUMNS = "cluster, node, address, media_addresses, management_url, live";

    private final Jdbi database;

    Nodes(Jdbi database) {
        this.database = database;
    }

    public Optional<ClaimedNode> find(ClusterId cluster, NodeId node) {
        return select(cluster, node, "");
    }

    /** Until the transaction ends the node stays what it is. */
    public Optional<ClaimedNode> lockShared(ClusterId cluster, NodeId node) {
        return select(cluster, node, "for share");
    }

    /** Until the transaction ends nobody else puts anything on the node, and all who did have committed. */
    public Optional<ClaimedNode> lockToRemove(ClusterId cluster, NodeId node) {
        return select(cluster, node, "for update");
    }

    /** Locks each node shared; refuses unknown and removed ones, naming the field of the request. */
    public void demandLive(ClusterId cluster, Collection<NodeId> nodes, String field) {
        nodes.stream()
                .sorted()
                .filter(node ->
                        lockShared(cluster, node).filter(ClaimedNode::live).isEmpty())
                .findFirst()
                .ifPresent(node -> {
                    throw Rejection.invalid(
                                    "node-unknown", "No node of %s in service has the id %s.".formatted(cluster, node))
                            .at(field, "a node of the cluster", node.value(), "One of " + inService(cluster));
                });
    }

    private String inService(ClusterId cluster) {
        return of(cluster).stream()
                .filter(ClaimedNode::live)
                .map(ClaimedNode::node)
                .collect(Collectors.joining(", "));
    }

    public boolean clusterExists(ClusterId cluster) {
        return !of(cluster).isEmpty();
    }

    /** All nodes of the cluster, removed ones too. */
    public List<ClaimedNode> of(ClusterId cluster) {
        return database.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from claims.node where cluster = :cluster order by node")
                .bind("cluster", cluster)
                .mapTo(ClaimedNode.class)
                .list());
    }

    private Optional<ClaimedNode> select(ClusterId cluster, NodeId node, String lock) {
        return database.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from claims.node where cluster = :cluster and node = :node " + lock)
                .bind("cluster", cluster)
                .bind("node", node)
                .mapTo(ClaimedNode.class)
                .findOne());
    }
}
