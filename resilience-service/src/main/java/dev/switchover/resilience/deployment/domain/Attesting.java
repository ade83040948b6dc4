package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.AttestFence;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Step;
import java.util.Objects;

/** When a person's word may stand for the proof that a node is cut off. */
final class Attesting {

    private Attesting() {}

    /** Whether the step is proven by what is cut off. */
    static boolean isAbout(Run run, Step step) {
        return !run.isBack() && step.wanted().contains(ReportedState.INACTIVE);
    }

    /** The node the word is about. */
    static NodeId check(Run run, AttestFence command, Facts facts) {
        if (!RunGates.isGate(command.gate())) {
            throw Rejection.notFound("gate-not-found", "There is no gate " + command.gate() + ".")
                    .at("gate", RunGates.FENCED, command.gate(), "The gate " + RunGates.FENCED)
                    .remedy("Attest " + RunGates.FENCED + "; the plan shows how all others stand.");
        }
        if (!command.gate().equals(RunGates.FENCED)) {
            throw Rejection.conflict("gate-not-attestable", "Gate " + command.gate() + " is measured, not attested.")
                    .at("gate", RunGates.FENCED, command.gate(), "The gate " + RunGates.FENCED)
                    .remedy("Attest " + RunGates.FENCED
                            + " if the node that is left is cut off; the plan shows how all others stand.");
        }
        var open = run.current();
        if (open == null || !isAbout(run, open.step())) {
            throw Rejection.conflict(
                            "attestation-not-needed", "The run does not wait for proof that a node is stopped.")
                    .remedy("Read the operation; it says what the run waits for.");
        }
        var node = open.step().node();
        if (!node.value().equals(command.node())) {
            throw Rejection.invalid("node-name-differs", "The word is to be about the node that is left.")
                    .at("node", "the name of that node, typed once more", command.node(), "Write " + node + ".");
        }
        facts.served(node).ifPresent(said -> {
            throw stillServes(node, said, facts);
        });
        if (run.attesters().contains(command.by())) {
            throw Rejection.conflict("second-person-needed", command.by() + " has said so already.")
                    .remedy("Ask another person to look and attest.");
        }
        return node;
    }

    /** Nobody's word stands against the node's own: what still serves may be written to. */
    private static Rejection stillServes(NodeId node, GroupReport said, Facts facts) {
        var at = facts.of(node).orElseThrow().report().at();
        var own = said.group().id() + " is " + said.state();
        return Rejection.conflict("node-still-serves", "%s answers, and said at %s that %s.".formatted(node, at, own))
                .at("node", "a node that does not answer, or serves nothing", own, "Cut " + node + " off first.")
                .remedy(
                        "Cut it off, by power or network, or stop it at the node itself: attest when it no longer answers. If it then"
                                + " says that it serves nothing, retry the step, and its own word is the proof.");
    }

    /** At the node itself, when nobody could say whose the group is: the boot guard let it start on this word. */
    static Obligation review(NodeId node, GroupReport said) {
        var by = Objects.requireNonNull(said.attested());
        var group = said.group().id();
        var what = "Review the word of %s, at epoch %d, that nobody but %s serves %s: it was started on it."
                .formatted(by, said.epoch(), node, group);
        return new Obligation("attested-" + node + "-" + group, what, node, by);
    }

    static Obligation review(int run, NodeId node, String by) {
        return new Obligation(
                "review-" + run, "Review the word of " + by + " that " + node + " was cut off.", node, by);
    }
}
