package dev.switchover.resilience.deployment.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.resilience.deployment.domain.DeploymentEvent.EdgeRedirected;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.FollowerSwitched;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.MdsRegistered;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.NodeReported;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationMet;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.Step;
import java.util.List;
import java.util.function.Supplier;

/** Takes what nodes and followers say: it may be news, prove the open step, meet what was owed, or be alarming. */
final class Hearing {

    private final DeploymentId id;
    private final Supplier<DeploymentState> state;
    private final Course course;

    Hearing(DeploymentId id, Supplier<DeploymentState> state, Course course) {
        this.id = id;
        this.state = state;
        this.course = course;
    }

    void heard(NodeId node, NodeReport report, boolean byPerson, Facts facts) {
        if (definition().isNode(node)) {
            ofPair(node, report, byPerson, facts);
        } else if (definition().ccNodes().stream().anyMatch(one -> one.id().equals(node))) {
            ofCc(node, report, byPerson);
        }
    }

    /** A CC node that does not answer while it is on the wrong side is owed from now on, until a person proves what it does. */
    void silent(NodeId node, String reason) {
        var owed = "cc-" + node;
        var isOwed = state.get()
                .active()
                .filter(active ->
                        state.get().followers().owed(definition(), active).contains(owed))
                .isPresent();
        if (isOwed) {
            course.open(new Obligation(owed, "Nobody knows whether " + node + " follows: " + reason, node, null));
        }
    }

    void registered(String mds, NodeId node, long epoch) {
        var isKnown = state.get().followers().mds().contains(new Followers.Mds(mds, node, epoch));
        if (!definition().mds().contains(mds) || !isActive(node) || isKnown) {
            return;
        }
        apply(new MdsRegistered(id, mds, node, epoch));
        met("mds-" + mds, "registered at " + node);
        course.followed();
    }

    /** What the active node had at a media server is owed from now on, until it is there again or a person proves it. */
    void lost(String mds, NodeId node, String reason) {
        var owed = "mds-" + mds;
        if (definition().mds().contains(mds)
                && isActive(node)
                && !state.get().followers().proven().contains(owed)) {
            var what = "%s is no longer registered at %s as it should be: %s".formatted(node, mds, reason);
            course.open(new Obligation(owed, what, node, null));
        }
    }

    void reached(NodeId node, long epoch) {
        if (definition().edge() == null
                || !isActive(node)
                || node.equals(state.get().followers().edge())) {
            return;
        }
        apply(new EdgeRedirected(id, node, epoch));
        met("edge", "a probe through the Edge reached " + node);
        course.followed();
    }

    /** Proven by a person; of a node that only people can ask that is what is said of it from now on. */
    void stopped(NodeId node) {
        if (!definition().isNode(node) || !definition().isByHand(node)) {
            return;
        }
        var said = state.get().roles().all().stream()
                .filter(role -> !node.equals(role.owner()))
                .map(role -> role.at(node).stopped(role.group()))
                .filter(word -> state.get().roles().isNews(node, word))
                .toList();
        if (!said.isEmpty()) {
            apply(new NodeReported(id, node, said, true, null));
        }
    }

    private void ofPair(NodeId node, NodeReport report, boolean byPerson, Facts facts) {
        var usurped =
                report.groups().stream().filter(said -> isUsurped(node, said)).toList();
        var words = report.groups().stream()
                .filter(said -> state.get().roles().restsOnNewWord(node, said))
                .toList();
        if (!usurped.isEmpty()
                || report.groups().stream().anyMatch(said -> state.get().roles().isNews(node, said))) {
            apply(new NodeReported(id, node, report.groups(), byPerson, report.at()));
        }
        words.forEach(said -> course.open(Attesting.review(node, said)));
        usurped.forEach(said -> course.suspect(said.group(), node));
        if (state.get().roles().saysInactive(node)) {
            met(Obligation.STOP + node, "the node says that nothing on it serves");
        }
        prove(node, report, facts);
    }

    /** Serving again is news at any time; serving on is where nobody sees to it, whatever it said before. */
    private boolean isUsurped(NodeId node, GroupReport said) {
        var roles = state.get().roles();
        var run = state.get().run();
        return (roles.isUsurped(node, said, run) && roles.isNews(node, said))
                || (roles.isServingUnowned(node, said, run) && isUnnoticed(node, said));
    }

    /** Nothing is owed of it, and no order is under way, nor one that people know it has not obeyed: that to drain. */
    private boolean isUnnoticed(NodeId node, GroupReport said) {
        var run = state.get().run();
        var isLeftAlone = run == null || (run.isStuck() && !run.isStuckAtDrainOf(node));
        var isBack = state.get().roles().isInactive(said.group(), node);
        return (isLeftAlone || isBack)
                && state.get().obligation(Obligation.STOP + node).isEmpty();
    }

    /** Whoever asked: what a node says of itself proves the step that waits for it. */
    private void prove(NodeId node, NodeReport report, Facts facts) {
        var run = state.get().run();
        var open = run == null ? null : run.current();
        if (open == null || !open.step().node().equals(node)) {
            return;
        }
        if (open.step().isProvenBy(report, open.epoch())) {
            lookBack(open.step(), report, facts);
            course.proven();
        } else {
            open.step()
                    .failedBy(report, open.epoch())
                    .ifPresent(said -> course.fail(said.group().id() + " is in state FAILED, says the node."));
        }
    }

    /**
     * What the other one has written after it had said where its data end is heard before it is left: what a node says later
     * may come from the one that serves then.
     */
    private void lookBack(Step step, NodeReport proof, Facts facts) {
        var other = definition().other(step.node());
        var end = state.get().roles().of(step.group()).at(other).finalPosition();
        if (!course.startsData(step) || end == null) {
            return;
        }
        facts.of(other).filter(seen -> !seen.report().at().isAfter(proof.at())).ifPresent(seen -> seen.report()
                .of(step.group())
                .filter(said -> said.state() == ReportedState.INACTIVE)
                .filter(said -> said.position() != null && said.position() > end)
                .ifPresent(said -> apply(new NodeReported(
                        id, other, List.of(said), seen.byPerson(), seen.report().at()))));
    }

    private void ofCc(NodeId node, NodeReport report, boolean byPerson) {
        if (!state.get().followers().isNews(node, report)) {
            return;
        }
        var words = report.groups().stream()
                .filter(said -> state.get().followers().restsOnNewWord(node, said))
                .toList();
        apply(new NodeReported(id, node, report.groups(), byPerson, report.at()));
        words.forEach(said -> course.open(Attesting.review(node, said)));
        state.get().active().ifPresent(active -> {
            var behind = state.get().followers().behind(definition(), active);
            if (!behind.contains("cc-" + node)) {
                met("cc-" + node, "the node's own status");
            }
            var pairFollows = behind.stream().noneMatch(one -> one.startsWith("cc-"));
            if (pairFollows && !active.equals(state.get().followers().cc())) {
                apply(new FollowerSwitched(
                        id,
                        definition().ccOf(active).orElseThrow().id(),
                        active,
                        state.get().activeEpoch()));
            }
        });
        course.followed();
    }

    private void met(String obligation, String evidence) {
        if (state.get().obligation(obligation).isPresent()) {
            apply(new ObligationMet(id, obligation, evidence, null));
        }
    }

    private boolean isActive(NodeId node) {
        return state.get().active().filter(node::equals).isPresent();
    }

    private Definition definition() {
        return state.get().definition();
    }
}
