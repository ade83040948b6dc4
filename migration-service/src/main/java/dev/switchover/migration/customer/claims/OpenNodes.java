package dev.switchover.migration.customer.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.ClaimedNode;
import dev.switchover.migration.cluster.claims.Nodes;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Which nodes customers may be put on. Whoever puts one there shares the node until the end of the transaction; whoever
 * closes a node takes it alone: so nobody lands on a node after its customers were counted.
 */
@Singleton
public class OpenNodes {

    private final Nodes nodes;
    private final Jdbi jdbi;

    OpenNodes(Nodes nodes, Jdbi jdbi) {
        this.nodes = nodes;
        this.jdbi = jdbi;
    }

    /** Why a customer cannot be put on a node. */
    public enum Refusal {
        UNKNOWN_CLUSTER("unknown-cluster", "cluster", "No such cluster", "Add the cluster first, or correct its name."),
        UNKNOWN_NODE(
                "unknown-node", "node", "The cluster has no such node", "Add the node first, or name another one."),
        CLOSED("node-being-removed", "node", "The node is being removed or is gone", "Name a node that stays.");

        private final String problem;
        private final String field;
        private final String detail;
        private final String remedy;

        Refusal(String problem, String field, String detail, String remedy) {
            this.problem = problem;
            this.field = field;
            this.detail = detail;
            this.remedy = remedy;
        }

        public String problem() {
            return problem;
        }

        public String field() {
            return field;
        }

        public String remedy() {
            return remedy;
        }

        Rejection of(String cluster, String node) {
            var value = this == UNKNOWN_CLUSTER ? cluster : node;
            var said = detail + ": " + value + ".";
            var rejection = this == CLOSED ? Rejection.conflict(problem, said) : Rejection.invalid(problem, said);
            return rejection.at(field, problem, value, remedy).remedy(remedy);
        }
    }

    /** Keeps the node open until the transaction ends, or refuses. */
    public void holdOpen(String cluster, String node) {
        tryHoldOpen(cluster, node).ifPresent(refusal -> {
            throw refusal.of(cluster, node);
        });
    }

    /** Keeps the node open until the transaction ends; says why if it cannot. */
    public Optional<Refusal> tryHoldOpen(String cluster, String node) {
        var known = nodes.lockShared(new ClusterId(cluster), new NodeId(node));
        if (known.isEmpty()) {
            return Optional.of(
                    nodes.clusterExists(new ClusterId(cluster)) ? Refusal.UNKNOWN_NODE : Refusal.UNKNOWN_CLUSTER);
        }
        var open = known.filter(ClaimedNode::live).isPresent() && !isClosed(cluster, node);
        return open ? Optional.empty() : Optional.of(Refusal.CLOSED);
    }

    /** From this transaction on nobody is put on the node. Waits for those that are doing so. */
    public void close(String cluster, String node) {
        nodes.lockToRemove(new ClusterId(cluster), new NodeId(node));
        jdbi.useHandle(handle ->
                handle.execute("insert into claims.closed_node values (?, ?) on conflict do nothing", cluster, node));
    }

    /** The node is not removed after all. */
    public void reopen(String cluster, String node) {
        jdbi.useHandle(handle ->
                handle.execute("delete from claims.closed_node where cluster = ? and node = ?", cluster, node));
    }

    /** A statement of its own, after the lock: so it sees what those wrote who held it before. */
    private boolean isClosed(String cluster, String node) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select 1 from claims.closed_node where cluster = :cluster and node = :node")
                        .bind("cluster", cluster)
                        .bind("node", node)
                        .mapTo(Integer.class)
                        .findOne())
                .isPresent();
    }
}
