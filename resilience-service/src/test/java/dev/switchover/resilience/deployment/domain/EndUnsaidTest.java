package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.RetryStep;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepSucceeded;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who tells how far its data is while it serves, and no more when it has stopped: nobody knows where they end. */
class EndUnsaidTest {

    static Stream<Definition> withData() {
        return Stream.of(Given.pair(), Given.plain(true));
    }

    private static Story silentWhenStopped(Definition definition) {
        var story = new Story(definition);
        story.a.tellsWhereItEnded = false;
        story.b.position = 900;
        return story;
    }

    /** The new node is not started, and the old one has stopped. */
    private static String keptBack(Story story) {
        story.obeyAll();
        assertThat(story.events.getLast()).isInstanceOf(StepFailed.class);
        return ((StepFailed) story.events.getLast()).reason();
    }

    private static Verdict wayBack(Story story) {
        story.unsaid();
        story.a.tellsWhereItEnded = true;
        story.a.position = 2000;
        story.b.position = 2000;
        return story
                .look()
                .preview(RunKind.FAILBACK, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS)
                .gates()
                .all()
                .stream()
                .filter(gate -> gate.id().equals(RunGates.IN_SYNC))
                .map(Gate::verdict)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("withData")
    void itIsWaitedForAndThenSaidWhatWasLastTold(Definition definition) {
        var story = silentWhenStopped(definition);
        story.failover();
        assertThat(keptBack(story))
                .contains("position=1000", "status say", "retry", "cancel", "\"FAILOVER\", \"kind\": \"EMERGENCY\"");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void itGoesOnWhenItIsSaid(Definition definition) {
        var story = silentWhenStopped(definition);
        var run = story.failover();
        keptBack(story);
        story.a.tellsWhereItEnded = true;
        story.b.position = 1000;
        story.send(new RetryStep(ID, run));
        assertThat(story.open().takesOver()).isTrue();
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
        assertThat(wayBack(story)).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @MethodSource("withData")
    void itIsTakenBack(Definition definition) {
        var story = silentWhenStopped(definition);
        var run = story.failover();
        keptBack(story);
        story.send(new CancelRun(ID, run, "nobody knows", "olga"));
        story.obeyAll();
        assertThat(story.told()).endsWith("restored");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void anEmergencyGoesOnAndTheOldNodeIsApart(Definition definition) {
        var story = silentWhenStopped(definition);
        story.failover();
        keptBack(story);
        story.emergencyWhileItAnswers();
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
        assertThat(wayBack(story)).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("withData")
    void oneThatBringsThemOverLeavesNothing(Definition definition) {
        var story = silentWhenStopped(definition);
        story.failover();
        keptBack(story);
        story.emergencyWithResync(RunKind.FAILOVER);
        story.b.position = 1000;
        story.obeyAll();
        assertThat(story.told()).contains("resync-data-b?").endsWith("completed");
        assertThat(wayBack(story)).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @MethodSource("withData")
    void whatIsWrittenAfterItWasBroughtOverIsAwaitedToo(Definition definition) {
        var story = silentWhenStopped(definition);
        story.resynced(RunKind.FAILOVER);
        assertThat(keptBack(story)).contains("position=1000");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void whoNeverToldIsTakenAtPeoplesWord(Definition definition) {
        var story = new Story(definition);
        story.a.tellsPosition = false;
        story.b.tellsPosition = false;
        story.stop(A);
        story.obeyAll();
        story.start(A);
        story.obeyAll();
        story.saying(RunGates.IN_SYNC).failover();
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
    }

    /** The button asks for a word, for positions say nothing of b now; whose data go on is not in question. */
    @ParameterizedTest
    @MethodSource("withData")
    void aWordOnWhoTellsHisPositionNoMoreLeavesNothingBehind(Definition definition) {
        var story = new Story(definition);
        story.look();
        story.b.tellsPosition = false;
        story.look();
        story.stop(A);
        story.obeyAll();
        story.saying(RunGates.IN_SYNC).start(B);
        story.obeyAll();
        assertThat(story.told()).last().asString().startsWith("started");

        assertThat(story.state().roles().all()).noneMatch(role -> role.isApart(A));
    }

    @ParameterizedTest
    @MethodSource("withData")
    void peoplesWordOnWhoHasStoppedAccountsForIt(Definition definition) {
        var story = silentWhenStopped(definition);
        story.stop(A);
        story.obeyAll();
        story.saying(RunGates.IN_SYNC).failover();
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
        assertThat(wayBack(story)).isEqualTo(Verdict.PASS);
    }

    /** The new node has had the order, and serves by the time anybody looks. */
    private static Story risenWhileItStarts(Definition definition, long served) {
        var story = new Story(definition);
        story.failover();
        while (story.open().position() == null) {
            story.obey();
        }
        var order = story.open();
        story.b.obey(order.step(), order.epoch());
        story.a.position = 1500;
        story.b.position = served;
        return story.say(story.b);
    }

    private static Stream<String> evidence(Story story) {
        return story.events.stream().filter(StepSucceeded.class::isInstance).map(event -> ((StepSucceeded) event)
                .evidence());
    }

    @ParameterizedTest
    @MethodSource("withData")
    void whatWasWrittenAfterItHadSaidItsEndIsLeft(Definition definition) {
        var story = risenWhileItStarts(definition, 1000);
        assertThat(evidence(story)).anyMatch(said -> said.contains(KeptBack.left(A)));
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
        assertThat(wayBack(story)).isEqualTo(Verdict.UNKNOWN);
    }

    /** It may have come from the one that serves. */
    @ParameterizedTest
    @MethodSource("withData")
    void whoServesWithMoreLeavesNothing(Definition definition) {
        var story = risenWhileItStarts(definition, 1500);
        assertThat(evidence(story)).noneMatch(said -> said.contains(KeptBack.left(A)));
        story.obeyAll();
        assertThat(wayBack(story)).isEqualTo(Verdict.PASS);
    }
}
