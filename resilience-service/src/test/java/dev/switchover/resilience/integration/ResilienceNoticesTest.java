package dev.switchover.resilience.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Direction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Kind;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.ManualAction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Outcome;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Turn;
import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.EdgeRedirected;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.MdsRegistered;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.NodeFenced;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationMet;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationOpened;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleGranted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleReleased;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStarted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopped;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.SplitBrainSuspected;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.SwitchoverAnnounced;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.FenceProof;
import dev.switchover.resilience.deployment.domain.Obligation;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.GateAttested;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepInDoubt;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverStarted;
import dev.switchover.resilience.deployment.domain.Way;
import dev.switchover.resilience.drill.domain.DrillEvent.DrillCalledFor;
import dev.switchover.resilience.drill.domain.DrillReminderId;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.Definition.Cc;
import dev.switchover.resilience.plan.domain.Definition.CcNode;
import dev.switchover.resilience.plan.domain.Definition.Edge;
import dev.switchover.resilience.plan.domain.Definition.Node;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.RunPlan;
import dev.switchover.resilience.plan.domain.Step;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which event is told to the others, and in which words. */
class ResilienceNoticesTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final DeploymentId PARIS = new DeploymentId("paris");
    private static final String KEY = "deployment/paris";
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final Access ACCESS = new Access.Manual(Map.of());
    private static final Edge EDGE = new Edge("edge.example", "https://edge.example/", "X-Node", "a", "b");
    private static final ManualAction REFRESH = new ManualAction("edge-users", "refresh", "edge.example");
    private static final RunPlan OVER = new RunPlan(RunKind.FAILOVER, A, B, List.of());
    private static final RunPlan BACK = new RunPlan(RunKind.FAILBACK, B, A, List.of());

    private final DeploymentNotices deployments = new DeploymentNotices(definition(null), AT);
    private final SwitchoverNotices switchovers = new SwitchoverNotices(definition(null), AT);

    @Test
    void aFailoverTellsUsersWhichNameToEnter() {
        var started = new SwitchoverStarted(
                PARIS, 7, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS, false, OVER, Gates.of(), "ann", Set.of());

        assertThat(switchovers.of(started))
                .containsExactly(new ResilienceNotice.FailoverStarted(
                        KEY,
                        AT,
                        "users",
                        "operators",
                        Kind.EMERGENCY,
                        new Turn(
                                "run.paris.7",
                                "a",
                                "b",
                                "cc-b.example",
                                false,
                                false,
                                List.of(reconnect("cc-b.example")))));
    }

    @Test
    void whereThereIsAnEdgeTooUsersOfTheContactCentreReconnectAndAllOthersRefresh() {
        var behindAnEdge = new SwitchoverNotices(definition(EDGE), AT);
        var completed = new SwitchoverCompleted(PARIS, 8, BACK, true, List.of("stop-b"));

        assertThat(behindAnEdge.of(completed))
                .containsExactly(new ResilienceNotice.FailbackCompleted(
                        KEY,
                        AT,
                        "users",
                        "operators",
                        new Turn(
                                "run.paris.8", "b", "a", null, true, true, List.of(reconnect("cc-a.example"), REFRESH)),
                        List.of("stop-b")));
    }

    @Test
    void theAnnouncementSaysAlreadyWhoWillHaveToDoWhat() {
        var announced = new SwitchoverAnnounced(PARIS, RunKind.FAILOVER, AT.plusSeconds(60), "ann");

        assertThat(new DeploymentNotices(definition(EDGE), AT).of(announced))
                .containsExactly(new ResilienceNotice.SwitchoverAnnounced(
                        KEY,
                        AT,
                        "users",
                        "operators",
                        Direction.FAILOVER,
                        AT.plusSeconds(60),
                        null,
                        true,
                        false,
                        List.of(reconnect("cc-b.example"), REFRESH)));
    }

    @Test
    void aRunThatWasTakenBackTellsUsersWhichNameIsTheirsAgain() {
        var taken = new SwitchoverAborted(
                PARIS, 7, OVER, false, "Too late.", true, SwitchoverKind.PLANNED, null, A, List.of());

        assertThat(switchovers.of(taken))
                .containsExactly(
                        new ResilienceNotice.RunInTrouble(
                                KEY, AT, "operators", "run.paris.7", "FAILOVER", Outcome.ABORTED, "Too late.", false),
                        new ResilienceNotice.SwitchoverAborted(
                                KEY,
                                AT,
                                "users",
                                "operators",
                                Direction.FAILOVER,
                                Kind.PLANNED,
                                new Turn(
                                        "run.paris.7",
                                        "a",
                                        "b",
                                        "cc-a.example",
                                        false,
                                        false,
                                        List.of(reconnect("cc-a.example"))),
                                true,
                                null));
    }

    /** As after a run before it that had ended on the way. */
    @Test
    void aRunThatWasTakenBackLeavesUsersOnTheSideThatIsActive() {
        assertThat(goTo(new SwitchoverAborted(
                        PARIS, 8, OVER, false, "No.", true, SwitchoverKind.PLANNED, null, B, List.of())))
                .isEqualTo("cc-b.example");
        assertThat(goTo(new SwitchoverAborted(
                        PARIS, 8, OVER, false, "No.", true, SwitchoverKind.PLANNED, null, null, List.of())))
                .as("no side is active")
                .isNull();
    }

    private @Nullable String goTo(SwitchoverAborted event) {
        return switchovers.of(event).stream()
                .filter(ResilienceNotice.SwitchoverAborted.class::isInstance)
                .map(ResilienceNotice.SwitchoverAborted.class::cast)
                .findFirst()
                .orElseThrow()
                .turn()
                .goTo();
    }

    @Test
    void aRunThatEndsAsItStandsSendsNobodyAnywhereAndNamesTheOneThatTakesOver() {
        var given = new SwitchoverAborted(PARIS, 7, BACK, true, "Main is dead.", false, null, 8, B, List.of());

        assertThat(switchovers.of(given))
                .containsExactly(
                        new ResilienceNotice.RunInTrouble(
                                KEY,
                                AT,
                                "operators",
                                "run.paris.7",
                                "FAILBACK",
                                Outcome.FAILED,
                                "Main is dead.",
                                false),
                        new ResilienceNotice.SwitchoverAborted(
                                KEY,
                                AT,
                                "users",
                                "operators",
                                Direction.FAILBACK,
                                null,
                                new Turn("run.paris.7", "b", "a", null, false, true, List.of()),
                                false,
                                "run.paris.8"));
    }

    @Test
    void aButtonThatMendsWhatASwitchoverLeftTellsUsers() {
        var told = new ResilienceNotice.ServicesStarted(KEY, AT, "run.paris.9", "b", List.of());
        assertThat(deployments.of(new ServicesStarted(PARIS, 9, B, List.of(), true)))
                .containsExactly(
                        told,
                        new ResilienceNotice.ServiceRestored(
                                KEY,
                                AT,
                                "users",
                                "b",
                                "cc-b.example",
                                false,
                                false,
                                List.of(reconnect("cc-b.example"))));
        assertThat(deployments.of(new ServicesStarted(PARIS, 9, B, List.of(), false)))
                .containsExactly(told);
    }

    @Test
    void whatTheDefinitionAssumesIsNoNews() {
        assertThat(deployments.of(new RoleGranted(PARIS, Group.TELEPHONY, A, 1)))
                .isEmpty();
        assertThat(deployments.of(new RoleGranted(PARIS, Group.TELEPHONY, B, 2)))
                .containsExactly(new ResilienceNotice.RoleGranted(KEY, AT, "telephony", "b", 2));
    }

    @Test
    void whereFollowersAreIsTold() {
        assertThat(deployments.of(new MdsRegistered(PARIS, "m1", B, 4)))
                .containsExactly(new ResilienceNotice.MdsRegistered(KEY, AT, "m1", "b", 4));
        assertThat(deployments.of(new EdgeRedirected(PARIS, B, 4)))
                .containsExactly(new ResilienceNotice.EdgeRedirected(KEY, AT, "b"));
        assertThat(deployments.of(new MdsRegistered(PARIS, "m1", A, 1))).isEmpty();
        assertThat(deployments.of(new EdgeRedirected(PARIS, A, 1))).isEmpty();
    }

    @Test
    void whatWasStoppedAndWhatIsNoLongerOwedIsTold() {
        assertThat(deployments.of(new ServicesStopped(PARIS, 9, A)))
                .containsExactly(new ResilienceNotice.ServicesStopped(KEY, AT, "run.paris.9", "a"));
        assertThat(deployments.of(new ObligationMet(PARIS, "stop-a", "status", null)))
                .containsExactly(new ResilienceNotice.ObligationMet(KEY, AT, "stop-a"));
        assertThat(deployments.of(new RoleReleased(PARIS, Group.TELEPHONY, A, 3)))
                .containsExactly(new ResilienceNotice.RoleReleased(KEY, AT, "telephony", "a", 3));
    }

    @Test
    void aWordInPlaceOfAProofGoesToTheApprovers() {
        var both = List.of("vera", "olga");
        assertThat(deployments.of(new NodeFenced(PARIS, A, 4, FenceProof.ATTESTED, "Burnt.", both)))
                .containsExactly(new ResilienceNotice.EmergencyAttested(KEY, AT, "a", "Burnt.", both, 0, false));
        assertThat(deployments.of(new NodeFenced(PARIS, A, 4, FenceProof.ACTION, "off", List.of())))
                .isEmpty();
    }

    @Test
    void soDoesAWordThatAnotherPersonMustConfirm() {
        assertThat(switchovers.of(new GateAttested(PARIS, 7, "old-node-fenced", "Burnt.", "vera", A, 1, null)))
                .containsExactly(
                        new ResilienceNotice.EmergencyAttested(KEY, AT, "a", "Burnt.", List.of("vera"), 1, false));
        assertThat(switchovers.of(new GateAttested(PARIS, 7, "old-node-fenced", "Burnt.", "olga", A, 0, null)))
                .as("told with what came of it")
                .isEmpty();
    }

    @Test
    void whatIsOwedNamesTheNodeIfThereIsOne() {
        assertThat(deployments.of(new ObligationOpened(PARIS, new Obligation("edge", "Not redirected.", null, null))))
                .containsExactly(new ResilienceNotice.ObligationOpened(
                        KEY, AT, "operators", "edge", null, "Not redirected.", false));
    }

    @Test
    void bothNodesOfASuspectedSplitBrainAreNamed() {
        assertThat(deployments.of(new SplitBrainSuspected(PARIS, Group.DATA, A, B)))
                .containsExactly(new ResilienceNotice.SplitBrainSuspected(
                        KEY, AT, "operators", "data", List.of("b", "a"), false));
    }

    @Test
    void aRunThatWaitsSaysWhereAndWhatCanBeDone() {
        var step = new Step(
                "fence-a",
                NodeAction.FENCE,
                A,
                Group.TELEPHONY,
                List.of(),
                false,
                Duration.ofSeconds(30),
                Duration.ZERO);
        assertThat(switchovers.of(
                        new StepInDoubt(PARIS, 7, 2, step, "No answer.", null, null, List.of(Way.RETRY, Way.ATTEST))))
                .containsExactly(new ResilienceNotice.RunWaits(
                        KEY,
                        AT,
                        "operators",
                        "run.paris.7",
                        "fence-a",
                        "a",
                        Outcome.IN_DOUBT,
                        "No answer.",
                        List.of(ResilienceNotice.Way.RETRY, ResilienceNotice.Way.ATTEST),
                        false));
        assertThat(switchovers.of(new StepFailed(PARIS, 7, 2, step, "No.", null, null, List.of(), false)))
                .as("told by the end of the run")
                .isEmpty();
    }

    @Test
    void whatIsToldOfADeploymentThatNobodyDependsOnSaysSo() {
        var exercised = new DeploymentNotices(exercise(), AT);
        assertThat(exercised.of(new SplitBrainSuspected(PARIS, Group.DATA, A, B)))
                .containsExactly(new ResilienceNotice.SplitBrainSuspected(
                        KEY, AT, "operators", "data", List.of("b", "a"), true));
        assertThat(exercised.of(new ObligationOpened(PARIS, new Obligation("edge", "Not redirected.", null, null))))
                .containsExactly(new ResilienceNotice.ObligationOpened(
                        KEY, AT, "operators", "edge", null, "Not redirected.", true));
        assertThat(exercised.of(new ServicesStartFailed(PARIS, 7, A, "No key.", false, List.of())))
                .containsExactly(new ResilienceNotice.RunInTrouble(
                        KEY, AT, "operators", "run.paris.7", "START_SERVICES", Outcome.FAILED, "No key.", true));
        assertThat(exercised.of(new NodeFenced(PARIS, A, 4, FenceProof.ATTESTED, "Burnt.", List.of("vera"))))
                .containsExactly(
                        new ResilienceNotice.EmergencyAttested(KEY, AT, "a", "Burnt.", List.of("vera"), 0, true));
    }

    @Test
    void aReminderNamesTheLastDrillIfThereWasOne() {
        var drills = new DrillNotices(definition(null), AT);
        var last = Instant.parse("2025-12-01T08:00:00Z");
        var id = DrillReminderId.of("paris", last);

        assertThat(drills.of(new DrillCalledFor(id, "paris", last, true, Duration.ofDays(30))))
                .containsExactly(new ResilienceNotice.DrillDue(KEY, AT, "operators", last, 30));
        assertThat(drills.of(new DrillCalledFor(id, "paris", last, false, null)))
                .containsExactly(new ResilienceNotice.DrillDue(KEY, AT, "operators", null, null));
        assertThat(drills.of(new DrillCalledFor(id, "paris", last, true, Duration.ofHours(36))))
                .containsExactly(new ResilienceNotice.DrillDue(KEY, AT, "operators", last, null));
    }

    private static ManualAction reconnect(String fqdn) {
        return new ManualAction("cc-users", "reconnect", fqdn);
    }

    private static Definition definition(@Nullable Edge edge) {
        return definition(edge, false);
    }

    static Definition exercise() {
        return definition(null, true);
    }

    private static Definition definition(@Nullable Edge edge, boolean drill) {
        return new Definition(
                "users",
                null,
                List.of(Group.TELEPHONY),
                false,
                new Node(A, ACCESS, Map.of()),
                new Node(B, ACCESS, Map.of()),
                new Cc(
                        new CcNode(new NodeId("cc-a"), "cc-a.example", ACCESS),
                        new CcNode(new NodeId("cc-b"), "cc-b.example", ACCESS)),
                List.of(),
                edge,
                Duration.ofMinutes(2),
                Definition.FOLLOW,
                drill);
    }
}
