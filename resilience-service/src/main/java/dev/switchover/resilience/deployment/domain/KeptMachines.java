package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.Definition.Node;

/** Which machine goes by a node's name: as long as it may serve, no other. */
record KeptMachines(DeploymentState state, Places places, MachineNames machines) {

    void check(Definition wanted) {
        stay("main", wanted.main(), wanted.standby().id());
        stay("standby", wanted.standby(), wanted.main().id());
    }

    /**
     * Under the same name the word of another machine would be taken for that of the one that is there now, and nobody would
     * watch this one any more.
     */
    private void stay(String field, Node node, NodeId other) {
        var before = places.of(node.id()).flatMap(machines::of).orElse(null);
        var wanted = machines.of(node.access()).orElse(before);
        if (before == null || before.equals(wanted) || isUntouched(node.id())) {
            return;
        }
        var at = field + (node.access() instanceof Access.Ssh ? ".access.host" : ".access.url");
        if (!state.roles().heldBy(node.id()).isEmpty()) {
            var remedy = """
                    Switch over to %s first, then change it. If it is the same machine at another address, let people act on \
                    it until then: access kind manual.\
                    """.formatted(other);
            throw Rejection.conflict("node-owns-groups", "Node " + node.id() + " owns groups of the deployment.")
                    .at(at, "the machine that owns them, " + before, wanted, remedy)
                    .remedy(remedy);
        }
        if (!isProvenStopped(node.id())) {
            var remedy = Changes.stop(node.id());
            throw Rejection.conflict(
                            "node-not-stopped",
                            "Nothing proves that " + before + ", which was " + node.id() + ", has stopped.")
                    .at(at, before + ", until it is proven to have stopped", wanted, remedy)
                    .remedy(remedy);
        }
    }

    /** Nothing was ever said by it or asked of it: it is as if it were defined only now. */
    private boolean isUntouched(NodeId node) {
        return isNotOwed(node)
                && state.roles().all().stream()
                        .map(role -> role.at(node))
                        .allMatch(standing -> standing.said() == null && standing.ordered() == 0);
    }

    private boolean isProvenStopped(NodeId node) {
        return isNotOwed(node)
                && state.roles().all().stream().allMatch(role -> role.at(node).isInactive());
    }

    private boolean isNotOwed(NodeId node) {
        return state.obligation(Obligation.stop(node, "").id()).isEmpty();
    }
}
