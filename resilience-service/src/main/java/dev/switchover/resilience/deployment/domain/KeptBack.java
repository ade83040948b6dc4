package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.deployment.domain.Standing.Reached;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.Step;
import java.util.Optional;

/** Data that are not started, for the other node has what would be left there: why, and what leads on. */
public final class KeptBack {

    private static final String LEFT = "UNKNOWN: what only ";

    private final Run run;
    private final Role role;
    private final NodeId node;
    private final NodeId other;

    KeptBack(DeploymentState state, Run run, Step step) {
        this.run = run;
        this.role = state.roles().of(step.group());
        this.node = step.node();
        this.other = state.definition().other(step.node());
    }

    public static String apart(NodeId node, NodeId other) {
        return "%1$s may have data of its own that %2$s never got, and %2$s is to be had: %1$s was not started."
                .formatted(node, other);
    }

    /** Of data that were started all the same. */
    static String left(NodeId other) {
        return LEFT + other + " has stays there, and nobody knows whether that is anything";
    }

    /** The same, out of what is said of the step. */
    public static Optional<String> left(String detail) {
        return Optional.of(detail.indexOf(LEFT)).filter(at -> at >= 0).map(detail::substring);
    }

    /** Beside repeating the step. */
    String waysOn(DeploymentId id) {
        if (run.isBack()) {
            return "";
        }
        var lost = "throws away what only %s has".formatted(node);
        return run.plan().kind().isSwitchover()
                ? " " + end() + back(id) + " " + on(id, lost)
                : " A switchover with \"resync\": true brings the data of %s over, and %s.".formatted(other, lost);
    }

    private String end() {
        return role.unsaid(node).map(Standing::reached).map(this::end).orElse("");
    }

    private String end(Reached last) {
        return """
                Nobody knows where the data of %1$s end: it last said position=%2$d%3$s. Have its status \
                say the position of data that are stopped, and retry. \
                """.formatted(other, last.position(), last.at() == null ? "" : " at " + last.at() + ", while it served");
    }

    private String back(DeploymentId id) {
        return run.noReturn()
                ? "Back: %s has %s take over again.".formatted(emergency(id, opposite()), other)
                : "Back: cancel, and %s starts again.".formatted(other);
    }

    private String on(DeploymentId id, String lost) {
        var unsaid = role.unsaid(node).isPresent() ? ", or still does not say where its data end" : "";
        return """
                On: %1$s takes over from this run. With "resync": true it brings the data of %2$s over, and %3$s: save that \
                first if it is wanted. Without, it starts what %4$s has as soon as %2$s answers no more%5$s; what only %2$s \
                has stays there.%6$s\
                """.formatted(
                        emergency(id, run.plan().kind()), other, lost, node, unsaid, role.isApart(node) ? anew() : "");
    }

    private String anew() {
        return """
                 Or, if the data of %1$s was made anew from %2$s, with "attestations": [{"gate": "%3$s", "evidence": "…"}].\
                """.formatted(node, other, RunGates.IN_SYNC);
    }

    private RunKind opposite() {
        return run.plan().kind() == RunKind.FAILOVER ? RunKind.FAILBACK : RunKind.FAILOVER;
    }

    private static String emergency(DeploymentId id, RunKind direction) {
        return "POST /deployments/%s/switchovers {\"direction\": \"%s\", \"kind\": \"EMERGENCY\"}"
                .formatted(id.value(), direction);
    }
}
