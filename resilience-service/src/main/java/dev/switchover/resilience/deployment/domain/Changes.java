package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;

/** What of a definition may change while nothing runs. */
final class Changes {

    private Changes() {}

    static void check(DeploymentState state, Definition wanted) {
        var now = state.definition();
        if (!wanted.groups().equals(now.groups()) || wanted.holdsData() != now.holdsData()) {
            throw Rejection.conflict("groups-fixed", "The groups of a deployment never change.")
                    .at("groups", "as defined", wanted.groups(), "Define another deployment.");
        }
        keep(state, now.main().id(), wanted);
        keep(state, now.standby().id(), wanted);
    }

    /** Another machine may take a node's place, under another name, when the node owns nothing. */
    private static void keep(DeploymentState state, NodeId node, Definition wanted) {
        if (!wanted.isNode(node) && !state.roles().heldBy(node).isEmpty()) {
            throw Rejection.conflict("node-owns-groups", "Node " + node + " owns groups of the deployment.")
                    .remedy("Switch over to the other node first.");
        }
    }
}
