package dev.switchover.resilience.deployment.domain;

import static java.util.stream.Collectors.joining;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.resilience.deployment.domain.DeploymentEvent.NodeFenced;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationMet;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationOpened;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleDrained;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleGranted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleReleased;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStarted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopped;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.SplitBrainSuspected;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.EndStep;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.PointOfNoReturnPassed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepAnswered;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepInDoubt;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepSucceeded;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.Step;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drives the run of a deployment from step to step; what has happened is applied, and the state follows at once. */
final class Course {

    private final DeploymentId id;
    private final Supplier<DeploymentState> state;
    private final Word word;

    /** @param word what was said about the open order */
    Course(DeploymentId id, Supplier<DeploymentState> state, Word word) {
        this.id = id;
        this.state = state;
        this.word = word;
    }

    /** The next step, or the end. */
    void advance() {
        var run = run();
        if (run.todo().isEmpty()) {
            end();
        } else {
            begin(run.todo().getFirst());
        }
    }

    void begin(Step step) {
        if (step.waitsForFollowers()) {
            apply(started(step, state.get().activeEpoch(), false));
            followed();
            return;
        }
        var unsafe = unsafe(step);
        if (unsafe.isPresent()) {
            refuse(step, unsafe.get());
            return;
        }
        var other = state.get().definition().other(step.node());
        if (isApart(step) && roles().of(step.group()).at(other).saysInactive() && !isAskedOnTheWay(step)) {
            refuse(step, KeptBack.apart(step.node(), other) + waysOn(step));
            return;
        }
        var isEndedAlready = isEndedAlready(step);
        apply(started(step, roles().nextEpoch(step), startsData(step)));
        if (isEndedAlready) {
            succeed("the node is cut off");
        }
    }

    /** Why it is not to be started: what only one may serve may be served by the other. */
    Optional<String> unsafe(Step step) {
        if (!step.starts() || !state.get().definition().isExclusive(step.group())) {
            return Optional.empty();
        }
        var other = state.get().definition().other(step.node());
        var standing = roles().of(step.group()).at(other);
        var isAsBefore = run().isBack() && standing.isUntouched();
        return standing.isInactive() || isAsBefore
                ? Optional.empty()
                : Optional.of("old-node-fenced: nothing proves that %s is stopped on %s"
                        .formatted(step.group().id(), other));
    }

    /** In an emergency the data of who is silent by then are left: whoever gives the order asks. */
    private boolean isAskedOnTheWay(Step step) {
        return run().urgency() == SwitchoverKind.EMERGENCY
                && !state.get().definition().isByHand(step.node());
    }

    private String waysOn(Step step) {
        return startsData(step) ? new KeptBack(state.get(), run(), step).waysOn(id) : "";
    }

    /** Who has the services of a node stopped that people cut off is asked all the same: his word is all there is of its state. */
    private boolean isEndedAlready(Step step) {
        var isToBeSaid = run().plan().kind() == RunKind.STOP_SERVICES
                && state.get().definition().isByHand(step.node());
        var about = step.isFence() ? roles().all() : List.of(roles().of(step.group()));
        return step.wanted().contains(ReportedState.INACTIVE)
                && about.stream().allMatch(role -> role.at(step.node()).fenced())
                && !isToBeSaid;
    }

    /** A status shows that the open order was obeyed. */
    void proven() {
        succeed(word.about(current().order()).proof());
    }

    /** The open order is proven. */
    void succeed(String evidence) {
        var run = run();
        var done = current();
        var said = word.about(done.order());
        var proof = evidence + left(done.step());
        apply(new StepSucceeded(id, run.number(), done.order(), done.step(), proof, said.answer(), said.person()));
        move(done.step(), done.epoch());
        if (done.step().noReturn() && !run.isBack() && !run.noReturn()) {
            apply(new PointOfNoReturnPassed(id, run.number()));
        }
        advance();
    }

    /** What was started without the data of the other one. */
    private String left(Step step) {
        if (!startsData(step)) {
            return "";
        }
        var role = roles().of(step.group());
        var isLeft = role.blind() || role.isApart(step.node()) || role.leaves(step.node());
        return isLeft ? ". " + KeptBack.left(state.get().definition().other(step.node())) : "";
    }

    /** The run ends as it stands. What it ordered and did not prove is guarded by epochs and by what nodes say. */
    void giveUp(String reason) {
        suspectWhoServesOn();
        apply(failed(reason, false, null));
    }

    /** Another run, which follows at once, takes over from where this one stands. */
    void giveWay() {
        apply(failed("given up for an emergency", false, run().number() + 1));
    }

    /** Nothing more comes of the open order. */
    void conclude(Result result, String output) {
        var step = current().step();
        switch (result) {
            case SUCCEEDED -> {
                if (step.isFence()) {
                    cutOff(step.node(), FenceProof.ACTION, output, List.of());
                    succeed(evidence(output));
                } else if (step.wanted().isEmpty()) {
                    succeed(evidence(output));
                } else {
                    doubt("The node says it is done, but its status does not show it. " + output);
                }
            }
            case REJECTED -> fail("The node refused and changed nothing. " + output);
            case FAILED -> fail(word.blame() + output + (word.isOfNobody() ? waysOn(step) : ""));
            case IN_DOUBT -> doubt(output);
        }
    }

    private static String evidence(String output) {
        return output.isBlank() ? "the node says it is done" : output;
    }

    void cutOff(NodeId node, FenceProof proof, String evidence, List<String> by) {
        apply(new NodeFenced(id, node, current().epoch(), proof, evidence, by));
        open(Obligation.stop(node, "Prove that " + node + " is stopped: it was cut off without its own word."));
    }

    void fail(String reason) {
        var open = current();
        var said = word.about(open.order());
        if (open.state() == Current.State.FAILED) {
            answered(said);
            return;
        }
        apply(new StepFailed(
                id,
                run().number(),
                open.order(),
                open.step(),
                reason,
                said.answer(),
                said.person(),
                endsWithAFailure() ? List.of() : ways(open.step()),
                said.keptBack()));
        endIfButton(open.step(), reason);
    }

    void doubt(String reason) {
        var open = current();
        var said = word.about(open.order());
        if (open.state() == Current.State.ASKED) {
            apply(new StepInDoubt(
                    id,
                    run().number(),
                    open.order(),
                    open.step(),
                    reason,
                    said.answer(),
                    said.person(),
                    ways(open.step())));
        } else {
            answered(said);
        }
    }

    /** How the order stands is known already; what the node answered is kept all the same. */
    private void answered(Word said) {
        if (said.answer() != null) {
            apply(new StepAnswered(id, run().number(), said.order(), said.answer()));
        }
    }

    /** Goes on if every follower has followed. */
    void followed() {
        var run = state.get().run();
        var open = run == null ? null : run.current();
        if (open != null
                && open.step().waitsForFollowers()
                && state.get()
                        .followers()
                        .owed(state.get().definition(), open.step().node())
                        .isEmpty()) {
            succeed("all followers reached " + open.step().node());
        }
    }

    /** The followers' time is over: what is missing is owed from now on. False if nobody has looked at it since. */
    boolean leaveFollowersBehind(EndStep over) {
        var node = current().step().node();
        var behind = state.get().followers().owed(state.get().definition(), node);
        if (!behind.stream().allMatch(over::isAccountedFor)) {
            return false;
        }
        behind.forEach(one -> owe(Obligation.behind(one, node, over.unseen().get(one)), node));
        succeed("not followed within the time: "
                + behind.stream().map(over::words).collect(joining(", "))
                + ". The run goes on without; each stays open as an obligation of that name until it is seen to have"
                + " followed, or a person proves it.");
        return true;
    }

    /** What was owed of the other side is wanted of nobody any more. */
    private void owe(Obligation obligation, NodeId node) {
        var other = state.get().definition().other(node);
        state.get()
                .obligation(obligation.id())
                .filter(old -> other.equals(old.node()) || old.equals(Obligation.behind(old.id(), other, null)))
                .ifPresent(old -> apply(new ObligationMet(id, old.id(), node + " is the active side now", null)));
        open(obligation);
    }

    /** Whoever belongs to the deployment no more owes it nothing. */
    void forgetFormerFollowers() {
        var followers = state.get().definition().followers();
        state.get().obligations().stream()
                .filter(owed -> owed.isOfFollower() && !followers.contains(owed.id()))
                .forEach(owed -> apply(
                        new ObligationMet(id, owed.id(), owed.leaver() + " belongs to the deployment no more", null)));
    }

    void open(Obligation obligation) {
        if (state.get().obligation(obligation.id()).isEmpty()) {
            apply(new ObligationOpened(id, obligation));
        }
    }

    private void refuse(Step step, String reason) {
        var ways = endsWithAFailure() ? List.<Way>of() : ways(step);
        apply(new StepFailed(id, run().number(), run().orders() + 1, step, reason, null, null, ways, false));
        endIfButton(step, reason);
    }

    /** A button that failed is pressed again; a switchover that failed waits for a decision. */
    private void endIfButton(Step step, String reason) {
        if (endsWithAFailure()) {
            var again = run().plan().kind() == RunKind.START_SERVICES
                    ? "Press Start services again when the cause is gone: what serves already is left alone."
                    : "Press Stop services again when the cause is gone.";
            suspectWhoServesOn();
            apply(failed("%s: %s %s".formatted(step.id(), reason.strip(), again), false, null));
        }
    }

    /** Nobody's order keeps going what the run that ends has begun, and not made the owner. */
    private void suspectWhoServesOn() {
        Stream.of(state.get().definition().main(), state.get().definition().standby())
                .map(Definition.Node::id)
                .forEach(node -> roles().servedOn(node, run()).forEach(role -> suspect(role.group(), node)));
    }

    /** The node serves what it does not own. */
    void suspect(Group group, NodeId node) {
        var owner = roles().of(group).owner();
        apply(new SplitBrainSuspected(id, group, node, owner));
        open(Obligation.stopServing(node, group, owner));
    }

    private boolean endsWithAFailure() {
        return !run().plan().kind().isSwitchover() && !run().isBack();
    }

    /** Once the run stands still at the step. */
    private List<Way> ways(Step step) {
        var run = run();
        var ways = EnumSet.of(Way.RETRY);
        if (run.isBack() || !run.noReturn()) {
            ways.add(Way.CANCEL);
        }
        if (run.plan().kind().isSwitchover() && Attesting.isAbout(run, step)) {
            ways.add(Way.ATTEST);
        }
        return List.copyOf(ways);
    }

    private void end() {
        forgetFormerFollowers();
        var run = run();
        apply(run.isBack() ? failed(Objects.requireNonNull(run.back()), true, null) : completed(run));
    }

    private Object completed(Run run) {
        return switch (run.plan().kind()) {
            case START_SERVICES ->
                new ServicesStarted(
                        id,
                        run.number(),
                        Objects.requireNonNull(run.plan().to()),
                        left(run),
                        state.get().adrift());
            case STOP_SERVICES ->
                new ServicesStopped(
                        id, run.number(), Objects.requireNonNull(run.plan().from()));
            case FAILOVER, FAILBACK -> new SwitchoverCompleted(id, run.number(), run.plan(), run.drill(), left(run));
        };
    }

    /** What the run has opened, and what it was to bring about and an earlier one has left open. */
    private List<String> left(Run run) {
        var stop = run.plan().from() == null
                ? null
                : Obligation.stop(run.plan().from(), "").id();
        var before = state.get().obligations().stream()
                .filter(owed -> owed.isOfFollower() || owed.id().equals(stop))
                .map(Obligation::id);
        return Stream.concat(run.open().stream(), before).distinct().toList();
    }

    private Object failed(String reason, boolean restored, @Nullable Integer followedBy) {
        var run = run();
        return switch (run.plan().kind()) {
            case START_SERVICES ->
                new ServicesStartFailed(
                        id, run.number(), Objects.requireNonNull(run.plan().to()), reason, restored, run.open());
            case STOP_SERVICES ->
                new ServicesStopFailed(
                        id, run.number(), Objects.requireNonNull(run.plan().from()), reason, restored, run.open());
            case FAILOVER, FAILBACK ->
                new SwitchoverAborted(
                        id,
                        run.number(),
                        run.plan(),
                        run.drill(),
                        reason,
                        restored,
                        run.urgency(),
                        followedBy,
                        state.get().active().orElse(null),
                        run.open());
        };
    }

    /** What a proven step means for the ownership of its group. */
    private void move(Step step, long epoch) {
        if (step.waitsForFollowers() || step.action() == null) {
            return;
        }
        if (step.isFence()) {
            roles().all().forEach(role -> release(role.group(), step.node(), epoch));
        } else if (step.starts()) {
            grant(step.group(), step.node(), epoch);
        } else if (step.drains()) {
            if (step.node().equals(roles().of(step.group()).owner())) {
                apply(new RoleDrained(id, step.group(), step.node(), epoch));
            }
        } else if (!step.wanted().isEmpty() && roles().of(step.group()).isHeldBy(step.node())) {
            release(step.group(), step.node(), epoch);
        }
    }

    private void grant(Group group, NodeId node, long epoch) {
        var role = roles().of(group);
        var before = role.owner();
        if (before != null && !before.equals(node)) {
            var isLost = run().urgency() == SwitchoverKind.EMERGENCY && !run().isBack();
            apply(
                    isLost || role.at(before).isInactive()
                            ? new RoleReleased(id, group, before, epoch)
                            : new RoleDrained(id, group, before, epoch));
        }
        apply(new RoleGranted(id, group, node, epoch));
        var other = state.get().definition().other(node);
        if (run().plan().kind() == RunKind.START_SERVICES && !run().isBack() && role.isLeftTo(other)) {
            open(Obligation.stop(
                    other,
                    "Stop services on %s: %s has taken over, and %1$s has not said that it serves no more."
                            .formatted(other, node)));
        }
        acquit(node);
    }

    /** Who is to serve again is not to be stopped any more. */
    private void acquit(NodeId node) {
        var isTakenBack = run().isBack() && node.equals(run().plan().from()) && !roles().servesUnowned(node);
        if (isTakenBack || roles().all().stream().allMatch(role -> node.equals(role.owner()))) {
            state.get()
                    .obligation(Obligation.stop(node, "").id())
                    .ifPresent(owed -> apply(new ObligationMet(id, owed.id(), node + " is the active side now", null)));
        }
    }

    private void release(Group group, NodeId node, long epoch) {
        apply(new RoleReleased(id, group, node, epoch));
    }

    boolean startsData(Step step) {
        var isData = step.group() == Group.DATA || step.group() == Group.SERVICES;
        return step.starts() && isData && state.get().definition().isExclusive(step.group());
    }

    private StepStarted started(Step step, long epoch, boolean startsData) {
        var run = run();
        var position = startsData ? roles().of(step.group()).awaited(step.node()) : null;
        var isEndUnsaid =
                startsData && roles().of(step.group()).unsaid(step.node()).isPresent();
        var unsaid = isEndUnsaid && isAwaited(step);
        var takesOver = (position != null || unsaid) && roles().of(step.group()).takesOver(step.node());
        var onWord = position != null && isOnWord(step);
        return new StepStarted(
                id,
                run.number(),
                run.orders() + 1,
                step,
                epoch,
                position,
                run.isBack(),
                takesOver,
                onWord,
                isApart(step),
                unsaid,
                isEndUnsaid && !unsaid);
    }

    /** Whether positions say nothing of the data that it starts on the way forward, and nobody has agreed to leave others behind. */
    private boolean isApart(Step step) {
        return startsData(step)
                && !run().isBack()
                && !run().leaves()
                && roles().of(step.group()).isApart(step.node());
    }

    /** Whether it is waited for where the other data end: an emergency has no time, and whom nobody can compare needs none. */
    private boolean isAwaited(Step step) {
        var run = run();
        var isPlanned = run.plan().kind().isSwitchover() && run.urgency() == SwitchoverKind.PLANNED && !run.isBack();
        return isPlanned && !run.leaves() && !isOnWord(step);
    }

    /** Of a node that has never told how far it is. */
    private boolean isOnWord(Step step) {
        var isMute = roles().of(step.group()).at(step.node()).position() == null;
        return isMute && (run().onWord() || run().plan().isResynced());
    }

    private Roles roles() {
        return state.get().roles();
    }

    private Run run() {
        return Objects.requireNonNull(state.get().run(), "a run");
    }

    private Current current() {
        return Objects.requireNonNull(run().current(), "an open order");
    }
}
