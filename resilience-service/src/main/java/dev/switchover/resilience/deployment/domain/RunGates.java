package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.StartSwitchover;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The gates before a run: the same for who only looks and for the command they guard. */
public final class RunGates {

    static final String FENCED = "old-node-fenced";

    private static final String MANAGEMENT = "management-exclusive";

    /** Two that have written say nothing of each other by their positions. */
    static final String IDLE = "new-node-idle";

    /** Telephony is taken in an emergency from who has lost it, not from who serves. */
    private static final String SILENT = "old-node-silent";

    static final String IN_SYNC = "replication-in-sync";

    /** What may be set aside, beside checks: nobody can let two runs act on a deployment at once, and what is exclusive stays so. */
    public static final Set<String> OVERRIDABLE = Set.of("node-answering", SILENT, IN_SYNC);

    /** What nobody may, whoever agrees. */
    public static final Set<String> NEVER = Set.of("no-other-switchover", IDLE);

    private final DeploymentState state;
    private final Definition definition;
    private final Facts facts;
    private final DataGate data;

    RunGates(DeploymentState state, Facts facts) {
        this.state = state;
        this.data = new DataGate(state, facts);
        this.definition = state.definition();
        this.facts = facts;
    }

    /** Whether it stands before any run. */
    static boolean isGate(String id) {
        return id.equals(FENCED) || id.equals(MANAGEMENT) || isOverridable(id) || NEVER.contains(id);
    }

    public static boolean isOverridable(String id) {
        return OVERRIDABLE.contains(id) || CheckGates.isOne(id);
    }

    /** Whether a person said that the data of who takes over is the other's. */
    static boolean isAttested(Gates gates) {
        return gates.all().stream().anyMatch(gate -> gate.id().equals(IN_SYNC) && gate.attested() && !gate.refuses());
    }

    /** Whether people's word stood where nobody could measure how far the data had come. */
    static boolean isOnWord(Gates gates) {
        return isAttested(gates)
                || gates.all().stream()
                        .anyMatch(gate ->
                                gate.id().equals(IN_SYNC) && gate.overridden() && gate.verdict() == Verdict.UNKNOWN);
    }

    /** Whether it was set aside how far the data had come. */
    static boolean isSetAside(Gates gates) {
        return gates.all().stream().anyMatch(gate -> gate.id().equals(IN_SYNC) && gate.overridden());
    }

    /** Whether it goes on though nothing shows that the data are those of the other. */
    static boolean isUnproven(Gates gates) {
        return gates.all().stream()
                .anyMatch(gate -> gate.id().equals(IN_SYNC) && gate.overridden() && gate.verdict() != Verdict.PASS);
    }

    static Gates overriding(Gates gates, Set<String> names) {
        return gates.overriding(names.stream().filter(RunGates::isOverridable).collect(Collectors.toSet()));
    }

    Gates beforeStop() {
        return Gates.of(noOther());
    }

    /** The button: nothing is stopped elsewhere for it. */
    Gates beforeStart(NodeId node, List<Group> groups) {
        var gates = new ArrayList<Gate>(List.of(noOther(), answering(node)));
        groups.stream().filter(definition::isExclusive).forEach(group -> gates.add(exclusive(group, node)));
        data.beforeStart(node, groups).ifPresent(gates::add);
        gates.addAll(new CheckGates(state, facts).beforeStart(node, groups));
        return new Gates(gates);
    }

    Gates beforeSwitchover(NodeId from, NodeId to, boolean resync) {
        var gates = new ArrayList<Gate>(List.of(noOther(), answering(to), answering(from), idle(to)));
        data.beforeSwitchover(from, to, resync).ifPresent(gates::add);
        gates.addAll(new CheckGates(state, facts).before(to));
        return new Gates(gates);
    }

    Gates beforeEmergency(StartSwitchover command, NodeId from, NodeId to) {
        var gates = new ArrayList<Gate>(List.of(noneButStuck(from), answering(to), silent(command, from)));
        data.beforeEmergency(from, to, command.resync()).ifPresent(gates::add);
        return new Gates(gates);
    }

    private Gate noOther() {
        var run = state.run();
        return run == null
                ? Gate.pass("no-other-switchover", "nothing runs", "nothing runs", facts.now())
                : Gate.fail(
                        "no-other-switchover",
                        "run " + run.number() + " goes on",
                        "nothing runs",
                        facts.now(),
                        "Wait for run " + run.number() + (run.noReturn() ? "." : ", or cancel it."));
    }

    /**
     * A run that waits for a decision is given up for an emergency; also one without a way back that has made an owner of who
     * does not answer now, or can be asked by nobody but people, and still waits for others.
     */
    private Gate noneButStuck(NodeId from) {
        var run = state.run();
        if (run == null) {
            return noOther();
        }
        var hasLostItsOwner = run.noReturn()
                && !run.isFencing()
                && from.equals(run.plan().to())
                && (facts.silent().contains(from) || definition.isByHand(from));
        if (!run.isStuck() && !hasLostItsOwner) {
            return noOther();
        }
        var lost = definition.isByHand(from) ? "which nobody can ask," : "which does not answer,";
        var why = run.isStuck() ? "is stuck" : "has made " + from + " the owner, " + lost;
        return Gate.pass(
                "no-other-switchover",
                "run " + run.number() + " " + why + " and will be given up",
                "nothing runs",
                facts.now());
    }

    private Gate answering(NodeId node) {
        var id = "node-answering";
        var limit = node + " answers, at most " + facts.fresh().toSeconds() + " s ago";
        if (definition.isByHand(node)) {
            return Gate.pass(id, node + " is asked by hand", limit, facts.now());
        }
        var remedy = "See why " + node + " is silent. If it is lost, use kind EMERGENCY away from it.";
        return facts.of(node)
                .map(seen -> {
                    var at = seen.report().at();
                    var age = Duration.between(at, facts.now()).toSeconds();
                    var measured = node + " answered " + age + " s ago";
                    return facts.isFresh(node)
                            ? Gate.pass(id, measured, limit, at)
                            : Gate.fail(id, measured, limit, at, remedy);
                })
                .orElseGet(() -> Gate.unknown(id, limit, remedy));
    }

    private Gate silent(StartSwitchover command, NodeId from) {
        var group = definition.primary();
        var limit = from + " does not answer, or does not serve " + group.id();
        var passed = lostAlready(from, group);
        if (passed.isPresent()) {
            return Gate.pass(SILENT, passed.get(), limit, facts.now());
        }
        var mute = facts.muteness(from);
        if (mute.isPresent()) {
            return Gate.unknown(SILENT, limit, mute.get() + ". " + Attesting.mend(from) + orSetAside(SILENT));
        }
        var doubt = facts.doubt(from);
        if (doubt.isPresent()) {
            return facts.attested(new Gate(SILENT, Verdict.UNKNOWN, doubt.get(), limit, null, prove(from)));
        }
        var said = facts.of(from).filter(seen -> facts.isFresh(from));
        if (said.isEmpty()) {
            return Gate.unknown(SILENT, limit, "Repeat it: " + from + " is asked how it stands each time.");
        }
        var report = said.get().report();
        var age = Duration.between(report.at(), facts.now()).toSeconds();
        return report.of(group)
                .map(GroupReport::state)
                .map(state -> {
                    var measured = from + " said " + age + " s ago that " + group.id() + " is " + state;
                    return state == ReportedState.ACTIVE
                            ? Gate.fail(SILENT, measured, limit, report.at(), leave(command, from))
                            : Gate.pass(SILENT, measured, limit, report.at());
                })
                .orElseGet(() -> Gate.unknown(
                        SILENT, limit, from + " answers, and says nothing of " + group.id() + ": mend its status."));
    }

    /** Why an emergency can take nothing from the node that it has not lost already, whatever it says. */
    private Optional<String> lostAlready(NodeId from, Group group) {
        var run = state.run();
        if (!from.equals(state.roles().of(group).owner())) {
            return Optional.of(group.id() + " does not belong to " + from);
        }
        if (run != null && run.isStuckAt(from)) {
            return Optional.of("run " + run.number() + " is stuck at " + from);
        }
        if (definition.isByHand(from)) {
            return Optional.of(from + " is asked by hand");
        }
        return facts.silent().contains(from) ? Optional.of(from + " does not answer") : Optional.empty();
    }

    static String orSetAside(String gate) {
        return " Or two persons set this gate aside: \"override\": {\"gates\": [\"%s\"], \"reason\": \"…\"}."
                .formatted(gate);
    }

    private static String leave(StartSwitchover command, NodeId from) {
        var deployment = "POST /deployments/" + command.deploymentId().value();
        return """
                It serves, so switch over in the planned way: %1$s/switchovers \
                {"direction": "%2$s", "kind": "PLANNED"}. If it serves nobody though it says so, end that first: \
                %1$s/nodes/%3$s/stop-services {"mode": "force"}; if that is stuck, this EMERGENCY takes over from it.\
                """.formatted(deployment, command.direction(), from) + orSetAside(SILENT);
    }

    /** It was not asked, and may serve: unlike of one that is silent, somebody is to have seen that it does not. */
    private static String prove(NodeId from) {
        return """
                Mend what is said there (a secret, the host key or certificate, the gateway) and repeat it. If you have seen \
                that %s is dead or cut off, say so with it: \
                "attestations": [{"gate": "%s", "evidence": "…"}].\
                """.formatted(from, SILENT) + orSetAside(SILENT);
    }

    private Gate exclusive(Group group, NodeId node) {
        var id = group == Group.MANAGEMENT ? MANAGEMENT : FENCED;
        var other = definition.other(node);
        var limit = group.id() + " stopped on " + other;
        var standing = state.roles().of(group).at(other);
        if (standing.isInactive()) {
            return Gate.pass(id, standing.fenced() ? "cut off" : "says inactive", limit, facts.now());
        }
        var remedy = "Stop services on " + other + " first, or use a switchover, which does both in the right order"
                + (facts.silent().contains(other) ? "; of kind EMERGENCY, if " + other + " is lost." : ".");
        return standing.said() == null
                ? facts.attested(Gate.unknown(id, limit, remedy + " Or attest it, if you have seen it."))
                : Gate.fail(id, standing.shown(), limit, facts.now(), remedy);
    }

    /** What it serves beside the owner is not known to be the owner's: its data may be its own. */
    private Gate idle(NodeId node) {
        var limit = node + " serves nothing that it does not own";
        var serves = definition.groups().stream()
                .filter(group -> !state.roles().of(group).isHeldBy(node))
                .flatMap(group -> serving(group, node).stream())
                .toList();
        var owed = state.obligation(Obligation.stop(node, "").id());
        if (serves.isEmpty() && owed.isEmpty()) {
            var measured = isUnheard(node) ? "nobody has said anything of it yet" : "it says of nothing that it serves";
            return Gate.pass(IDLE, measured, limit, facts.now());
        }
        var measured =
                serves.isEmpty() ? "still to be proven: " + owed.orElseThrow().what() : String.join(", ", serves);
        var proof =
                owed.map(it -> ", or prove " + it.id() + " if they are stopped").orElse("");
        var remedy = "Stop services on " + node + proof
                + ". What was written there is brought over or given up before its data starts again.";
        return Gate.fail(IDLE, measured, limit, facts.now(), remedy);
    }

    private boolean isUnheard(NodeId node) {
        return facts.of(node).isEmpty()
                && definition.groups().stream()
                        .allMatch(group -> state.roles().of(group).at(node).said() == null);
    }

    /** By its latest word, or by the last that the deployment has heard. */
    private Optional<String> serving(Group group, NodeId node) {
        var heard = state.roles().of(group).at(node).said();
        return facts.of(node)
                .flatMap(seen -> seen.report().of(group))
                .map(GroupReport::state)
                .or(() -> Optional.ofNullable(heard))
                .filter(ReportedState::isServing)
                .map(said -> "says " + said + " for " + group.id());
    }
}
