package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import java.util.List;

/**
 * The gates {@code check-NAME}: what the node that is to serve has tried out about itself, each set aside by its own name. An
 * emergency has none, for calls are lost meanwhile.
 */
final class CheckGates {

    private static final String PREFIX = "check-";

    private final DeploymentState state;
    private final Facts facts;

    CheckGates(DeploymentState state, Facts facts) {
        this.state = state;
        this.facts = facts;
    }

    static boolean isOne(String id) {
        return id.startsWith(PREFIX);
    }

    /** Who owns what it is to start has lost it: that is an emergency of its own. */
    List<Gate> beforeStart(NodeId node, List<Group> groups) {
        var isItsOwn = groups.stream().anyMatch(group -> state.roles().of(group).isHeldBy(node));
        return isItsOwn ? List.of() : before(node);
    }

    /** Of one that serves already they say how it serves. */
    List<Gate> before(NodeId node) {
        return facts.of(node).map(Facts.Seen::report).stream()
                .filter(said ->
                        said.groups().stream().noneMatch(group -> group.state().isServing()))
                .flatMap(said -> said.checks().stream())
                .map(check -> gate(node, check))
                .toList();
    }

    private Gate gate(NodeId node, Check check) {
        var id = PREFIX + check.name();
        var limit = "passed on %s, at most %d h ago".formatted(node, Check.COUNTS.toHours());
        var measured = (check.passed() ? "passed" : "failed") + (check.says().isEmpty() ? "" : ": " + check.says());
        var mend = "Have it pass on %s, until its status says so.".formatted(node) + RunGates.orSetAside(id);
        return new Gate(id, verdict(check), measured, limit, check.at(), verdict(check) == Verdict.PASS ? "" : mend);
    }

    private Verdict verdict(Check check) {
        if (!check.passed()) {
            return Verdict.FAIL;
        }
        return check.counts(facts.now()) ? Verdict.PASS : Verdict.UNKNOWN;
    }
}
