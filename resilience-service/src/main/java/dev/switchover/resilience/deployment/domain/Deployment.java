package dev.switchover.resilience.deployment.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.AnnounceSwitchover;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ChangeDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.DefineDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ProveObligation;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportEdge;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMds;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMdsLost;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportSilence;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.RetireDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StartServices;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StopServices;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentChanged;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentDefined;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentRetired;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.EdgeRedirected;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.MdsRegistered;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.NodeFenced;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationMet;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleGranted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartRequested;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopRequested;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.SwitchoverAnnounced;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.AdmitStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.AttestFence;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.EndStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.ReportStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.RetryStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.StartSwitchover;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.GateAttested;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.RunCancelled;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepAnswered;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverStarted;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Plans;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.RunPlan;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/**
 * One deployment: who owns each group, what its nodes say, what is still owed, and the one run that goes on. {@code decide}
 * refuses or applies; {@code evolve} remembers. What gates guard comes through the claims room, with the facts.
 */
@AggregateRoot(type = "Deployment")
public class Deployment {

    private static final long FIRST_EPOCH = 1;

    @AggregateIdentifier
    private DeploymentId id;

    private DeploymentState state;

    private @Nullable Places places;

    /** For Axon, which then replays the events. */
    @SuppressWarnings("NullAway.Init")
    Deployment() {}

    /** Main owns every group from the beginning. */
    @SuppressWarnings("NullAway.Init") // the event sets them
    public Deployment(DefineDeployment command) {
        var it = command.deploymentId(); // the field is set when the constructor has ended
        var definition = command.definition();
        var main = definition.main().id();
        apply(new DeploymentDefined(it, definition));
        definition.groups().forEach(group -> apply(new RoleGranted(it, group, main, FIRST_EPOCH)));
        definition.mds().forEach(mds -> apply(new MdsRegistered(it, mds, main, FIRST_EPOCH)));
        if (definition.edge() != null) {
            apply(new EdgeRedirected(it, main, FIRST_EPOCH));
        }
    }

    /** The same again changes nothing; other content under the same id is refused. */
    public void decide(DefineDeployment command) {
        if (!command.definition().equals(state.definition())) {
            throw Changes.otherwise(id, state.definition(), command.definition());
        }
    }

    public void decide(ChangeDeployment command, MachineNames machines) {
        if (command.definition().equals(state.definition())) {
            course().forgetFormerFollowers();
            return;
        }
        refuseWhileRunning("change");
        Changes.check(state, command.definition());
        new KeptMachines(state, Places.of(places, state.definition()), machines).check(command.definition());
        apply(new DeploymentChanged(id, command.definition()));
        course().forgetFormerFollowers();
    }

    /** What is owed is proven by nobody any more. */
    public void decide(RetireDeployment command) {
        refuseWhileRunning("retire");
        state.obligations()
                .forEach(owed -> apply(new ObligationMet(id, owed.id(), "the deployment was retired", command.by())));
        apply(new DeploymentRetired(id, command.reason(), command.by()));
    }

    public Preview preview(StartServices command, Facts facts) {
        var groups = toStart(node(command.node()));
        if (groups.isEmpty()) {
            return Preview.nothing(RunKind.START_SERVICES);
        }
        var gates = new RunGates(state, facts).beforeStart(command.node(), groups);
        return new Preview(plan(command.node(), groups), RunGates.overriding(gates, command.overridden()));
    }

    private RunPlan plan(NodeId node, List<Group> groups) {
        var other = state.definition().other(node);
        var left = groups.stream()
                .filter(group -> state.roles().of(group).isLeftTo(other))
                .toList();
        var served = left.stream()
                .filter(group -> !state.definition().isExclusive(group))
                .filter(group -> other.equals(state.roles().of(group).owner()))
                .toList();
        return plans().start(node, groups, left.isEmpty() ? null : other, served);
    }

    /** The number of the run; 0 if all serves already. */
    public int decide(StartServices command, Facts facts) {
        if (toStart(node(command.node())).isEmpty()) {
            return 0; // asked twice: fine
        }
        var preview = preview(command, facts);
        Rejection.unlessAllPass(preview.gates());
        var run = state.runs() + 1;
        apply(new ServicesStartRequested(id, run, preview.plan(), preview.gates(), command.by()));
        believe(command, preview.gates());
        course().advance();
        return run;
    }

    public Preview preview(StopServices command, Facts facts) {
        return isStopped(node(command.node()))
                ? Preview.nothing(RunKind.STOP_SERVICES)
                : new Preview(stop(command), new RunGates(state, facts).beforeStop());
    }

    private RunPlan stop(StopServices command) {
        var owned = state.roles().ownedBy(command.node());
        return plans().stop(command.node(), command.mode()).givingBack(owned, List.of());
    }

    /** The number of the run; 0 if all is stopped already. */
    public int decide(StopServices command, Facts facts) {
        if (isStopped(node(command.node()))) {
            return 0; // asked twice: fine
        }
        var preview = preview(command, facts);
        Rejection.unlessAllPass(preview.gates());
        var run = state.runs() + 1;
        apply(new ServicesStopRequested(id, run, command.mode(), preview.plan(), preview.gates(), command.by()));
        course().advance();
        return run;
    }

    public Preview preview(StartSwitchover command, Facts facts) {
        return Switching.preview(state, command, facts);
    }

    /** The number of the run. */
    public int decide(StartSwitchover command, Facts facts) {
        Switching.check(state, command);
        var preview = preview(command, facts);
        Rejection.unlessAllPass(preview.gates());
        if (state.run() != null) {
            course().giveWay();
        }
        var run = state.runs() + 1;
        apply(new SwitchoverStarted(
                id,
                run,
                command.kind(),
                command.order(),
                state.definition().drill(),
                preview.plan(),
                preview.gates(),
                command.by(),
                command.overridden()));
        course().advance();
        return run;
    }

    public void decide(ReportStep command, Facts facts) {
        if (!isOpen(command.run(), command.order())) {
            if (command.answer() != null && command.run() == state.runs()) {
                apply(new StepAnswered(id, command.run(), command.order(), command.answer()));
            }
            return;
        }
        var said = command.report().status();
        var course = new Course(id, () -> state, Word.of(command));
        if (said != null) {
            var node =
                    Objects.requireNonNull(run(command.run()).current()).step().node();
            new Hearing(id, () -> state, course).heard(node, said, command.person() != null, facts);
        }
        if (isOpen(command.run(), command.order())) {
            var open = Objects.requireNonNull(run(command.run()).current());
            course.conclude(open.believe(command.report()), command.report().output());
        }
    }

    @CommandHandler
    @Nullable
    String decide(AdmitStep command) {
        return isOpen(command.run(), command.order())
                ? course().unsafe(Objects.requireNonNull(run(command.run()).current())
                                .step())
                        .orElse(null)
                : "the run has gone on without it";
    }

    @CommandHandler
    boolean decide(EndStep command) {
        if (!isOpen(command.run(), command.order())) {
            return true;
        }
        var open = Objects.requireNonNull(run(command.run()).current());
        if (open.step().waitsForFollowers()) {
            return course().leaveFollowersBehind(command);
        }
        course().doubt("Nothing proves it within " + open.step().limit().toSeconds() + " s.");
        return true;
    }

    @CommandHandler
    void decide(RetryStep command) {
        var open = run(command.run()).current();
        if (open == null || open.state() == Current.State.ASKED) {
            throw Rejection.conflict("step-not-stuck", "No step of the run has failed or is in doubt.")
                    .remedy("Wait for the step that goes on.");
        }
        course().begin(open.step());
    }

    @CommandHandler
    void decide(CancelRun command) {
        var run = run(command.run());
        if (run.isBack()) {
            if (run.isStuck()) {
                course().giveUp(command.reason()); // the way back is blocked too
            }
            return; // asked twice: fine
        }
        if (run.noReturn()) {
            throw Rejection.conflict("point-of-no-return", "Run " + run.number() + " is past the point of no return.")
                    .remedy(
                            "Let it finish, retry the step that is stuck, then switch back. If it cannot finish, an EMERGENCY the"
                                    + " other way takes over from it where it is stuck.");
        }
        var open = run.current() == null ? 0 : run.current().order();
        var back = plans().undoing(run.begun());
        apply(new RunCancelled(id, run.number(), open, command.reason(), command.by(), back));
        course().advance();
    }

    public void decide(AttestFence command, Facts facts) {
        var run = run(command.run());
        var node = Attesting.check(run, command, facts);
        var said = Stream.concat(Attesting.standing(run, node, facts).stream(), Stream.of(command.by()))
                .toList();
        var missing = Math.max(0, command.attesters() - said.size());
        apply(new GateAttested(
                id, run.number(), command.gate(), command.evidence(), command.by(), node, missing, facts.now()));
        if (missing > 0) {
            return; // another person is to say so too
        }
        course().cutOff(node, FenceProof.ATTESTED, command.evidence(), said);
        if (command.attesters() == 1) {
            course().open(Attesting.review(run.number(), node, command.by()));
        }
        var by = String.join(", ", said);
        var word = Word.of(by, Objects.requireNonNull(run.current()).order(), command.evidence());
        new Course(id, () -> state, word).succeed("attested by " + by + ": " + command.evidence());
    }

    public void decide(ReportNode command, Facts facts) {
        hearing().heard(command.node(), command.report(), command.byPerson(), facts);
    }

    @CommandHandler
    void decide(ReportSilence command) {
        hearing().silent(command.node(), command.reason());
    }

    @CommandHandler
    void decide(ReportMds command) {
        hearing().registered(command.mds(), command.node(), command.epoch());
    }

    @CommandHandler
    void decide(ReportMdsLost command) {
        hearing().lost(command.mds(), command.node(), command.reason());
    }

    @CommandHandler
    void decide(ReportEdge command) {
        hearing().reached(command.node(), command.epoch());
    }

    @CommandHandler
    void decide(AnnounceSwitchover command) {
        Switching.check(state, command);
        apply(new SwitchoverAnnounced(id, command.direction(), command.when(), command.by()));
    }

    public void decide(ProveObligation command, Facts facts) {
        var obligation = state.obligation(command.obligation())
                .orElseThrow(() -> Rejection.notFound(
                        "obligation-not-found", "Nothing is owed under " + command.obligation() + "."));
        if (command.by().equals(obligation.wantedBy())) {
            throw Rejection.conflict("second-person-needed", "Nobody reviews his own word.")
                    .remedy("Ask another person to look at it.");
        }
        if (obligation.isStop()) {
            Attesting.unlessServing(state, Objects.requireNonNull(obligation.node()), facts);
        }
        apply(new ObligationMet(id, obligation.id(), command.evidence(), command.by()));
        if (obligation.isStop()) {
            hearing().stopped(Objects.requireNonNull(obligation.node()));
        }
    }

    @EventSourcingHandler
    void evolve(DeploymentEvent event) {
        id = event.deploymentId();
        if (event instanceof DeploymentChanged changed) {
            places = Places.of(Places.of(places, state.definition()), changed.definition());
        }
        state = event instanceof DeploymentDefined defined
                ? DeploymentState.defined(defined.definition())
                : state.after(event);
        if (event instanceof DeploymentRetired) {
            markDeleted();
        }
    }

    @EventSourcingHandler
    void evolve(SwitchoverEvent event) {
        state = state.after(event);
    }

    DeploymentState state() {
        return state;
    }

    private List<Group> toStart(NodeId node) {
        return state.definition().groups().stream()
                .filter(group -> !(node.equals(state.roles().of(group).owner())
                        && state.roles().of(group).at(node).isActive()))
                .toList();
    }

    private boolean isStopped(NodeId node) {
        return state.run() == null
                && state.roles().heldBy(node).isEmpty()
                && state.roles().saysInactive(node);
    }

    /** Where only a person's word says that the other node does not serve, that word is remembered. */
    private void believe(StartServices command, Gates gates) {
        var other = state.definition().other(command.node());
        var by = command.attestations().stream()
                .filter(word -> word.gate().equals(RunGates.FENCED))
                .map(Attestation::by)
                .distinct()
                .toList();
        gates.all().stream()
                .filter(gate -> gate.attested() && gate.id().equals(RunGates.FENCED))
                .findFirst()
                .ifPresent(gate -> apply(new NodeFenced(id, other, 0, FenceProof.ATTESTED, gate.measured(), by)));
    }

    private NodeId node(NodeId node) {
        if (!state.definition().isNode(node)) {
            throw Rejection.notFound("node-not-found", "Deployment " + id.value() + " has no node " + node + ".")
                    .remedy("GET /deployments/" + id.value() + " lists its nodes.");
        }
        return node;
    }

    private boolean isOpen(int number, int order) {
        var run = state.run();
        return run != null && run.number() == number && run.isOpen(order);
    }

    private Run run(int number) {
        var run = state.run();
        if (run == null || run.number() != number) {
            throw Rejection.conflict("run-ended", "Run " + number + " does not go on.")
                    .remedy("Read the operation; it says how it ended.");
        }
        return run;
    }

    private void refuseWhileRunning(String what) {
        var run = state.run();
        if (run != null) {
            throw Rejection.conflict(
                            "run-going-on", "Nobody can " + what + " it while run " + run.number() + " goes on.")
                    .remedy("Wait for the run, or cancel it.");
        }
    }

    private Plans plans() {
        return new Plans(state.definition());
    }

    private Course course() {
        return new Course(id, () -> state, Word.NONE);
    }

    private Hearing hearing() {
        return new Hearing(id, () -> state, course());
    }
}
