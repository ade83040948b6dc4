package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The machine behind a node's name: while it may serve, nobody puts another in its place. */
class ChangingTest {

    private static final Access MANUAL = new Access.Manual(Map.of());

    private Story story = new Story(Given.reached(Given.pair(), A, ssh("old.example.net", 22, "switchover")));

    private static Access ssh(String host, int port, String user) {
        return ssh(host, port, user, "file:a.key");
    }

    private static Access ssh(String host, int port, String user, String key) {
        return new Access.Ssh(host, port, user, List.of("ssh-ed25519 AAAA"), key, Map.of(), Map.of());
    }

    private static Access http(String url) {
        return new Access.Http(url, null, Map.of());
    }

    private void reach(NodeId node, Access access) {
        story.change(Given.reached(story.state().definition(), node, access));
    }

    private void isRefused(NodeId node, Access access, String problem, String remedy) {
        assertThatThrownBy(() -> reach(node, access)).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.problem()).isEqualTo(problem);
            assertThat(String.valueOf(refusal.offences())).contains(remedy);
        });
    }

    @ParameterizedTest
    @CsvSource({"new.example.net, 22, switchover", "old.example.net, 23, switchover", "old.example.net, 22, root"})
    void anOwnersPlaceStays(String host, int port, String user) {
        var other = ssh(host, port, user);
        isRefused(A, other, "node-owns-groups", "Switch over to b first");
        isRefused(A, http("https://old.example.net/"), "node-owns-groups", "Switch over to b first");
        assertThat(story.told()).isEmpty();
    }

    @Test
    void howTheSameMachineIsReachedMayChangeAtAnyTime() {
        Access same = new Access.Ssh(
                "OLD.example.net.",
                22,
                "switchover",
                List.of("ssh-ed25519 BBBB"),
                "file:new.key",
                Map.of(NodeAction.FENCE, "power-off {epoch}"),
                Map.of(NodeAction.FENCE, Duration.ofSeconds(3)));
        assertThatCode(() -> reach(A, same)).doesNotThrowAnyException();
    }

    /** Nor by way of people. */
    @Test
    void wherePeopleGoItIsTheMachineThatWasNamedLast() {
        reach(A, MANUAL);
        isRefused(A, ssh("new.example.net", 22, "switchover"), "node-owns-groups", "Switch over to b first");
        assertThatCode(() -> reach(A, ssh("old.example.net", 22, "switchover", "file:b.key")))
                .doesNotThrowAnyException();
    }

    @Test
    void ofWhomPeopleKnewWhichItIsTheMachineMayBeNamed() {
        story = new Story(Given.reached(Given.pair(), A, MANUAL));
        assertThatCode(() -> reach(A, ssh("a.example.net", 22, "switchover"))).doesNotThrowAnyException();
    }

    @Test
    void whileASwitchoverRunsNothingChanges() {
        story.failover();
        assertThatThrownBy(() -> reach(B, MANUAL))
                .isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.problem())
                        .isEqualTo("run-going-on"));
    }

    @Test
    void whoHasStoppedMayBeAnother() {
        story.failover();
        story.obeyAll();
        isRefused(B, http("https://b.example.net/"), "node-owns-groups", "Switch over to a first");
        assertThatCode(() -> reach(A, ssh("new.example.net", 22, "switchover"))).doesNotThrowAnyException();
    }

    /** The word of the new machine would be taken for the old one's. */
    @Test
    void ofWhomItIsOnlyAttestedThePlaceStaysUntilItIsProven() {
        story.a.powerOff();
        var run = story.emergency();
        story.obey();
        story.attest(run, A, "ada", 2);
        story.attest(run, A, "bert", 2);
        story.obeyAll();
        assertThat(story.state().roles().heldBy(A)).isEmpty();
        var other = ssh("new.example.net", 22, "switchover");
        isRefused(A, other, "node-not-stopped", "stop-a");

        story.prove("stop-a", "I have it on my desk", "ada");
        assertThatCode(() -> reach(A, other)).doesNotThrowAnyException();
    }

    @Test
    void norByAnotherNameInBetween() {
        story.a.powerOff();
        var run = story.emergency();
        story.obey();
        story.attest(run, A, "ada", 1);
        story.obeyAll();
        story.change(Given.named(story.state().definition(), A, new NodeId("c")));
        assertThatThrownBy(() -> story.change(Given.named(
                        Given.reached(story.state().definition(), new NodeId("c"), http("https://c.example.net/")),
                        new NodeId("c"),
                        A)))
                .isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.problem())
                        .isEqualTo("node-not-stopped"));
    }

    /** What it was ordered to start may end at any time, and nobody would watch it any more. */
    @Test
    void noOtherMachineTakesThePlaceOfOneThatMayServe() {
        story = new Story(Given.plain(true));
        var run = story.failover();
        story.obeyUntil("start-services-b");
        story.b.begin(story.open().step(), story.open().epoch());
        story.answer(Result.IN_DOUBT);
        story.send(new CancelRun(ID, run, "it hangs", "olga"));
        story.answer(Result.FAILED);
        story.send(new CancelRun(ID, run, "it hangs", "olga"));
        assertThat(story.told()).endsWith("aborted");
        assertThatThrownBy(() -> story.start(A)).hasMessageContaining("old-node-fenced");
        var c = new NodeId("c");
        assertThatThrownBy(() -> story.change(Given.named(story.state().definition(), B, c)))
                .isInstanceOfSatisfying(Rejection.class, refusal -> {
                    assertThat(refusal.problem()).isEqualTo("node-not-stopped");
                    assertThat(String.valueOf(refusal.remedy())).contains("Stop services on b", "EMERGENCY");
                    assertThat(String.valueOf(refusal.offences())).contains("standby.id", "b, until", "c");
                });

        story.b.end(Group.SERVICES);
        story.look().stop(B);
        story.obeyAll();
        assertThatCode(() -> story.change(Given.named(story.state().definition(), B, c)))
                .doesNotThrowAnyException();
    }

    /** Nothing was ever done by this name; a slip of the pen is not for ever. */
    @Test
    void whoHasNeverBeenHeardMayBeElsewhere() {
        story = Story.unheard(Given.reached(Given.pair(), A, ssh("odl.example.net", 22, "switchover")));
        assertThatCode(() -> reach(A, ssh("old.example.net", 22, "switchover"))).doesNotThrowAnyException();
        assertThat(story.preview(RunKind.FAILOVER, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS)
                        .gates()
                        .all())
                .isNotEmpty();
    }
}
