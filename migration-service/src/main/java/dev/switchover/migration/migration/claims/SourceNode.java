package dev.switchover.migration.migration.claims;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.Management;
import dev.switchover.migration.cluster.claims.ManagementOwner;
import dev.switchover.migration.cluster.domain.ClusterCommand.MoveManagement;
import dev.switchover.migration.cluster.domain.ClusterCommand.RemoveNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.ResumeManagement;
import dev.switchover.migration.cluster.domain.ClusterCommand.SuspendManagement;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.customer.claims.OpenNodes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What happens to the cluster while its source is removed, always in the migration's own transaction. */
@Singleton
class SourceNode {

    private final Commands commands;
    private final Management management;
    private final OpenNodes nodes;

    SourceNode(Commands commands, Management management, OpenNodes nodes) {
        this.commands = commands;
        this.management = management;
        this.nodes = nodes;
    }

    /** Settings are changed on the source until it is removed; a target that has them already is no target. */
    void demandManagement(ClusterId cluster, NodeId source) {
        Optional<ManagementOwner> owner = management.of(cluster);
        if (owner.isEmpty() || !owner.get().owner().equals(source.value())) {
            throw Rejection.conflict(
                            "management-elsewhere",
                            "Settings of cluster %s are not changed on %s.".formatted(cluster.value(), source))
                    .at("source", "the node that has management", source.value());
        }
    }

    /** From this transaction on nobody is put on the source; it waits for those that are being put there. */
    void close(Standing migration) {
        nodes.close(migration.cluster().value(), migration.source().value());
    }

    void suspendManagement(Standing migration) {
        commands.send(new SuspendManagement(
                migration.cluster(), "removal of " + migration.source() + " by " + migration.migration()));
    }

    /** The compensation of everything before the point of no return. */
    void restore(Standing migration) {
        commands.send(new ResumeManagement(migration.cluster()));
        nodes.reopen(migration.cluster().value(), migration.source().value());
    }

    void handOver(Standing migration) {
        commands.send(new MoveManagement(migration.cluster(), migration.target()));
        commands.send(new RemoveNode(migration.cluster(), migration.source()));
    }
}
