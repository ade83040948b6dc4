package dev.switchover.resilience.deployment.claims;

import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of claims.role, but for those who only answer from it. */
@Singleton
public class RoleTable {

    private final Jdbi database;

    RoleTable(Jdbi database) {
        this.database = database;
    }

    /**
     * A node's part in a group.
     *
     * @param ordered the epoch of the last order given to it; 0 if none
     * @param starting the last order was to start, and nothing has come of it yet
     */
    public record Assigned(
            String node, String group, String role, long epoch, Instant since, long ordered, boolean starting) {

        /** Lower ones the node may refuse. */
        public long latest() {
            return Math.max(epoch, ordered);
        }
    }

    public List<Assigned> of(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select node, "group", role, epoch, since, ordered, starting from claims.role
                         where deployment = :deployment
                        """)
                .bind("deployment", deployment)
                .mapTo(Assigned.class)
                .list());
    }

    public Optional<Assigned> owner(DeploymentId deployment, Group group) {
        return of(deployment).stream()
                .filter(one -> one.group().equals(group.id()) && one.role().equals("OWNER"))
                .findFirst();
    }

    /** A row for each node and group of the definition, and none for nodes that are gone, but for the epochs they had. */
    void lay(DeploymentId deployment, Definition definition, Instant at) {
        var nodes = List.of(definition.main().id(), definition.standby().id());
        var issued = issued(deployment);
        database.useHandle(handle -> handle.createUpdate(
                        "delete from claims.role where deployment = :deployment and not (node = any(:nodes))")
                .bind("deployment", deployment)
                .bind("nodes", nodes.stream().map(NodeId::value).toArray(String[]::new))
                .execute());
        nodes.forEach(node -> definition.groups().forEach(group -> insert(deployment, group, node, at)));
        issued.forEach((group, epoch) -> keep(deployment, group, epoch));
    }

    /** The highest epoch of each group, also of nodes that are gone. */
    private Map<String, Long> issued(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select "group", max(greatest(epoch, issued)) as epoch from claims.role
                         where deployment = :deployment group by "group"
                        """)
                .bind("deployment", deployment)
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(row.getColumn("group", String.class), row.getColumn("epoch", Long.class));
                    return all;
                }));
    }

    private void keep(DeploymentId deployment, String group, long epoch) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.role set issued = :epoch
                         where deployment = :deployment and "group" = :group and issued < :epoch
                        """)
                .bind("deployment", deployment)
                .bind("group", group)
                .bind("epoch", epoch)
                .execute());
    }

    /** Nobody has a part in it any more. */
    void drop(DeploymentId deployment) {
        database.useHandle(handle -> handle.createUpdate("delete from claims.role where deployment = :deployment")
                .bind("deployment", deployment)
                .execute());
    }

    /** Whoever held the role gives it up. */
    void put(DeploymentId deployment, Group group, NodeId node, String role, long epoch, Instant at) {
        if (!role.equals("NONE")) {
            set(deployment, group, null, role, "NONE", epoch, at);
        }
        set(deployment, group, node, null, role, epoch, at);
    }

    /** An order is given to the node, about one group or all of them. */
    void ordered(DeploymentId deployment, NodeId node, @Nullable Group group, long epoch, boolean start) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.role set ordered = :epoch, starting = :start
                         where deployment = :deployment and node = :node
                           and (cast(:group as text) is null or "group" = :group)
                        """)
                .bind("deployment", deployment)
                .bind("node", node.value())
                .bind("group", group == null ? null : group.id())
                .bind("epoch", epoch)
                .bind("start", start)
                .execute());
    }

    private void insert(DeploymentId deployment, Group group, NodeId node, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.role (deployment, node, "group", role, epoch, since)
                        values (:deployment, :node, :group, 'NONE', 0, :at)
                        on conflict (deployment, node, "group") do nothing
                        """)
                .bind("deployment", deployment)
                .bind("node", node)
                .bind("group", group.id())
                .bind("at", at)
                .execute());
    }

    private void set(
            DeploymentId deployment,
            Group group,
            @Nullable NodeId node,
            @Nullable String held,
            String role,
            long epoch,
            Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.role set role = :role, epoch = :epoch, since = :at, starting = false
                         where deployment = :deployment and "group" = :group
                           and (cast(:node as text) is null or node = :node)
                           and (cast(:held as text) is null or role = :held)
                        """)
                .bind("deployment", deployment)
                .bind("group", group.id())
                .bind("node", node == null ? null : node.value())
                .bind("held", held)
                .bind("role", role)
                .bind("epoch", epoch)
                .bind("at", at)
                .execute());
    }
}
