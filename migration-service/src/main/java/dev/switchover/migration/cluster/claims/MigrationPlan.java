package dev.switchover.migration.cluster.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import java.util.Collection;

/**
 * {@code open}: planned or started, and not past its point of no return. {@code reversible}: what it moved may go back to
 * its source, which stays or is not being removed yet; so also when it was aborted.
 */
public record MigrationPlan(
        String migration, ClusterId cluster, NodeId source, NodeId target, boolean open, boolean reversible) {

    /** What to do first, for whom it stands in the way while it is under way. */
    public String ending() {
        if (open) {
            return "Finish or abort migration %s first: POST /migrations/%1$s/abort.".formatted(migration);
        }
        return reversible
                ? "Wait until the abort of migration %s has ended: GET /migrations/%1$s.".formatted(migration)
                : "Finish the removal of its source first: POST /migrations/%s/removal/steps/delete-source/done."
                        .formatted(migration);
    }

    public boolean isPastRelease() {
        return !open && !reversible;
    }

    /** Past its point of no return nothing is put on the source any more. */
    public void demandStaying(Collection<NodeId> nodes, String field) {
        if (!isPastRelease() || !nodes.contains(source)) {
            return;
        }
        throw Rejection.conflict("node-being-removed", "Migration %s is removing node %s.".formatted(migration, source))
                .at(field, "nodes that stay", source.value(), target.value())
                .remedy("Name %s, to which the services of %s have moved, or another node that stays."
                        .formatted(target, source));
    }
}
