package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import java.util.Map;
import java.util.Objects;

/** What of a definition may change while nothing runs. */
final class Changes {

    private Changes() {}

    static void check(DeploymentState state, Definition wanted) {
        var now = state.definition();
        if (!wanted.groups().equals(now.groups()) || wanted.holdsData() != now.holdsData()) {
            throw Rejection.conflict("groups-fixed", "The groups of a deployment never change.")
                    .at("groups", "as defined", wanted.groups(), "Define another deployment.");
        }
        keep(state, wanted, "main.id", now.main().id());
        keep(state, wanted, "standby.id", now.standby().id());
    }

    /** The refusal to define it again otherwise. Of what has parts it says only that they differ: they hold how nodes are reached. */
    static Rejection otherwise(DeploymentId id, Definition stored, Definition sent) {
        var refusal = Rejection.conflict(
                        "exists-with-other-content", "Deployment " + id.value() + " is defined with other content.")
                .differs("party", stored.party(), sent.party())
                .differs("operatorsParty", stored.operatorsParty(), sent.operatorsParty())
                .differs("groups", stored.groups(), sent.groups())
                .differs("holdsData", stored.holdsData(), sent.holdsData())
                .differs("mds", stored.mds(), sent.mds())
                .differs("drain", stored.drain(), sent.drain())
                .differs("follow", stored.follow(), sent.follow())
                .differs("drill", stored.drill(), sent.drill());
        var parts = Map.of(
                "main", stored.main().equals(sent.main()),
                "standby", stored.standby().equals(sent.standby()),
                "cc", Objects.equals(stored.cc(), sent.cc()),
                "edge", Objects.equals(stored.edge(), sent.edge()));
        for (var part : parts.entrySet().stream()
                .filter(it -> !it.getValue())
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            refusal = refusal.at(part.getKey(), "as stored", null, "What is stored has other parts");
        }
        return refusal.remedy(
                "Change it with PUT, choose another id, or repeat with what is stored: GET /deployments/%s."
                        .formatted(id.value()));
    }

    /**
     * Another machine may take a node's place, under another name, when the node owns nothing and nothing serves there: nobody
     * watches it any more, and what is known of it does not hold for the other.
     */
    private static void keep(DeploymentState state, Definition wanted, String at, NodeId node) {
        if (wanted.isNode(node)) {
            return;
        }
        var other =
                at.startsWith("main") ? wanted.main().id() : wanted.standby().id();
        if (!state.roles().heldBy(node).isEmpty()) {
            var remedy = "Switch over to the other node first.";
            throw Rejection.conflict("node-owns-groups", "Node " + node + " owns groups of the deployment.")
                    .at(at, "the node that owns them, " + node, other, remedy)
                    .remedy(remedy);
        }
        if (state.roles().mayServe(node)) {
            throw Rejection.conflict("node-not-stopped", "Nothing proves that " + node + " has stopped.")
                    .at(at, node + ", until it is proven to have stopped", other, stop(node))
                    .remedy(stop(node));
        }
    }

    /** What proves that the node serves nothing. */
    static String stop(NodeId node) {
        return """
                Stop services on %1$s, or prove stop-%1$s if that is owed. If %1$s is lost, an EMERGENCY away from it has people \
                say that it is cut off.\
                """.formatted(node);
    }
}
