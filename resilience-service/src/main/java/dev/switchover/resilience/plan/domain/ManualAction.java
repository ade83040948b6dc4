package dev.switchover.resilience.plan.domain;

import dev.switchover.resilience.plan.domain.Definition.CcNode;
import dev.switchover.resilience.plan.domain.Definition.Edge;

/** What people have to do themselves to reach the side that is active: shown, and told by mail, in the same words. */
public record ManualAction(String who, String action, String fqdn) {

    /** A contact centre has another name on each side. */
    static ManualAction reconnect(CcNode node) {
        return new ManualAction("cc-users", "reconnect", node.fqdn());
    }

    /** The name of the Edge stays. */
    static ManualAction refresh(Edge edge) {
        return new ManualAction("edge-users", "refresh", edge.fqdn());
    }
}
