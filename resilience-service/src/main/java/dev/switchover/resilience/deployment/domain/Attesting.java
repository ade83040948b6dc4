package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.AttestFence;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Step;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** When a person's word may stand for the proof that a node is cut off, or stopped. */
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
        facts.muteness(node).ifPresent(why -> {
            throw isThere(node, why, why + ".", mend(node) + " Attest when nobody reaches it any more.");
        });
        facts.answer(node).ifPresent(said -> {
            throw answers(open.step(), said);
        });
        if (standing(run, node, facts).contains(command.by())) {
            throw Rejection.conflict("second-person-needed", command.by() + " has said so already.")
                    .remedy("Ask another person to look and attest.");
        }
        return node;
    }

    /** Nobody proves that a node is stopped which says itself that it serves what it does not own. */
    static void unlessServing(DeploymentState state, NodeId node, Facts facts) {
        var served = facts.answer(node).stream()
                .flatMap(said -> said.groups().stream())
                .filter(one -> one.state().isServing())
                .filter(one -> state.roles().has(one.group())
                        && !node.equals(state.roles().of(one.group()).owner()))
                .map(Attesting::words)
                .collect(Collectors.joining(", "));
        if (!served.isEmpty()) {
            throw isThere(node, served, "%s answers, and says: %s.".formatted(node, served), """
                    Stop services on %1$s: when it has obeyed, its own word is the proof. If it does not, cut it off, by power or \
                    network, and prove it when it no longer answers.\
                    """.formatted(node));
        }
    }

    private static String words(GroupReport said) {
        return "%s %s at epoch %d".formatted(said.group().id(), said.state(), said.epoch());
    }

    /** Who has said so since the node last answered: its answer refuted whoever had said so before. */
    static List<String> standing(Run run, NodeId node, Facts facts) {
        var said = run.attestedAt();
        var isRefuted = said != null
                && facts.of(node)
                        .filter(seen -> !seen.byPerson() && seen.report().at().isAfter(said))
                        .isPresent();
        return isRefuted ? List.of() : run.attesters();
    }

    /**
     * Nobody's word stands against the node's own: what still serves may be written to, and what serves nothing yet may be
     * about to, by an order that it has not carried out.
     */
    private static Rejection answers(Step step, NodeReport said) {
        var node = step.node();
        var own = said.groups().stream().map(Attesting::words).collect(Collectors.joining(", "));
        return isThere(node, own, "%s answers, and said at %s: %s.".formatted(node, said.at(), own), """
                Retry the step: where it has no fence, or fails it, it gets the orders to stop one by one; when it has obeyed, \
                its own word is the proof. If it does not, cut it off, by power or network, and attest when it no longer \
                answers.\
                """);
    }

    private static Rejection isThere(NodeId node, String found, String detail, String remedy) {
        return Rejection.conflict("node-answers", detail)
                .at("node", "a node that does not answer", found, "Cut " + node + " off first.")
                .remedy(remedy);
    }

    /** Of a node that is reached and says nothing. */
    static String mend(NodeId node) {
        return "Mend the status of " + node + ", or cut it off, by power or network.";
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
