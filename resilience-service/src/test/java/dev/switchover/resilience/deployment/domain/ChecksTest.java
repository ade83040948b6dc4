package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a node has tried out about itself guards what it is to do. */
class ChecksTest {

    private final Story story = new Story(Given.groups(Group.DATA, Group.TELEPHONY));

    private static Check passed(String name, Instant at) {
        return new Check(name, true, at, "");
    }

    private static Check failed(String name) {
        return new Check(name, false, NOW, "expired");
    }

    private static void refused(ThrowingCallable command, String... gates) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.getMessage())
                .contains(gates));
    }

    private List<Gate> before(SwitchoverKind kind) {
        return story.preview(RunKind.FAILOVER, kind, SwitchoverOrder.LOSSLESS).gates().all().stream()
                .filter(gate -> gate.id().startsWith("check-"))
                .toList();
    }

    @Test
    void oneThatFailedRefusesUntilItPasses() {
        story.b.checks = List.of(failed("licence"), passed("trunk", NOW));
        refused(story::failover, "check-licence");
        story.b.checks = List.of(passed("licence", NOW), passed("trunk", NOW));
        assertThat(story.failover()).isPositive();
    }

    @Test
    void eachIsSetAsideByItsOwnName() {
        story.b.checks = List.of(failed("licence"), failed("trunk"));
        refused(() -> story.overriding(RunKind.FAILOVER, "check-licence"), "check-trunk");
        story.b.checks = List.of(failed("licence"));
        assertThat(story.overriding(RunKind.FAILOVER, "check-licence")).isPositive();
    }

    @Test
    void whatPassedLongAgoOrIsYetToPassSaysNothing() {
        story.b.checks = List.of(
                passed("ahead", NOW.plus(Duration.ofHours(1))),
                passed("fresh", NOW.minus(Duration.ofHours(23))),
                passed("old", NOW.minus(Duration.ofHours(25))));
        assertThat(before(SwitchoverKind.PLANNED))
                .extracting(Gate::id, Gate::verdict)
                .containsExactly(
                        tuple("check-ahead", Verdict.UNKNOWN),
                        tuple("check-fresh", Verdict.PASS),
                        tuple("check-old", Verdict.UNKNOWN));
    }

    @Test
    void anEmergencyHasNone() {
        story.b.checks = List.of(failed("licence"));
        assertThat(before(SwitchoverKind.EMERGENCY)).isEmpty();
        assertThat(story.emergency()).isPositive();
    }

    @Test
    void startServicesAsksForThemOfWhoIsToServe() {
        story.stop(A);
        story.obeyAll();
        story.b.checks = List.of(failed("licence"));
        refused(() -> story.start(B), "check-licence");
    }

    @Test
    void whoStartsAgainWhatIsItsOwnIsNotHeldUp() {
        story.a.say(Group.TELEPHONY, ReportedState.INACTIVE);
        story.a.say(Group.DATA, ReportedState.INACTIVE);
        story.a.checks = List.of(failed("call-in"));
        story.look();
        assertThat(story.start(A)).isPositive();
    }

    @Test
    void ofWhatServesAlreadyTheySayHowItServes() {
        story.b.say(Group.TELEPHONY, ReportedState.ACTIVE);
        story.b.checks = List.of(failed("call-in"));
        assertThat(before(SwitchoverKind.PLANNED)).isEmpty();
    }
}
