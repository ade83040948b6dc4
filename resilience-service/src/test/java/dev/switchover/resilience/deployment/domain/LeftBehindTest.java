package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.RetryStep;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An emergency brings the calls back, and starts no data as long as a node answers whose newer ones would be left. */
class LeftBehindTest {

    private static final String IN_SYNC = "replication-in-sync";

    static Stream<Definition> withData() {
        return Stream.of(Given.pair(), Given.plain(true));
    }

    private static int back(Story story) {
        return story.switchover(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS);
    }

    private static Gate inSync(Story story) {
        return inSync(story, RunKind.FAILBACK);
    }

    private static Gate inSync(Story story, RunKind direction) {
        return story.preview(direction, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS).gates().all().stream()
                .filter(gate -> gate.id().equals(IN_SYNC))
                .findFirst()
                .orElseThrow();
    }

    /** The calls come back, and the data wait. */
    private static StepFailed keptBack(Story story, Definition definition) {
        story.obeyAll();
        assertThat(story.active(definition.primary())).isEqualTo(definition.isSingle() ? List.of() : List.of(A));
        assertThat(story.active(dataOf(definition))).isEmpty();
        return (StepFailed) story.events.getLast();
    }

    private static Group dataOf(Definition definition) {
        return definition.isSingle() ? Group.SERVICES : Group.DATA;
    }

    private static int number(Story story) {
        return Objects.requireNonNull(story.state().run()).number();
    }

    /** Main may have data of its own, the Standby has the newest and is stopped. */
    private static Story stopped(Definition definition) {
        var story = new Story(definition).takenOverBlindly();
        story.stop(B);
        story.obeyAll();
        return story.mark();
    }

    @ParameterizedTest
    @MethodSource("withData")
    void callsComeBackAndNoDataOfWhoAnswersIsLeftBehind(Definition definition) {
        var story = stopped(definition);
        assertThat(inSync(story)).returns(Verdict.UNKNOWN, Gate::verdict).returns(true, Gate::overridden);
        back(story);
        assertThat(keptBack(story, definition).reason())
                .contains("EMERGENCY", "\"resync\": true", "\"FAILBACK\"", "\"FAILOVER\"", IN_SYNC)
                .doesNotContain("cancel");
        story.send(new RetryStep(ID, number(story)));
        keptBack(story, definition);
    }

    @ParameterizedTest
    @MethodSource("withData")
    void anotherEmergencyBringsThemOver(Definition definition) {
        var story = stopped(definition);
        back(story);
        keptBack(story, definition);
        story.mark().emergencyWithResync(RunKind.FAILBACK);
        story.obeyAll();
        assertThat(story.told()).contains("resync-data-a?").endsWith("completed");
        assertThat(inSync(story, RunKind.FAILOVER)).returns(Verdict.PASS, Gate::verdict);
    }

    @ParameterizedTest
    @MethodSource("withData")
    void orTheyWereMadeAnew(Definition definition) {
        var story = stopped(definition);
        back(story);
        keptBack(story, definition);
        story.saying(IN_SYNC);
        back(story);
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void theyAreLeftOnceNobodyAnswersThere(Definition definition) {
        var story = stopped(definition);
        var run = back(story);
        keptBack(story, definition);
        story.b.powerOff();
        story.send(new RetryStep(ID, run));
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
        story.b.powerOn();
        assertThat(inSync(story.look(), RunKind.FAILOVER)).returns(Verdict.UNKNOWN, Gate::verdict);
    }

    @ParameterizedTest
    @MethodSource("withData")
    void nobodyWaitsForOneThatPeopleHaveStopped(Definition definition) {
        var story = stopped(definition);
        story.change(Given.reached(definition, B, new Access.Manual(Map.of())));
        back(story);
        story.obeyUntil("fence-b").answer(Result.SUCCEEDED);
        story.obeyAll();
        assertThat(story.told()).endsWith("completed, open: [stop-b]");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void whoTakesOverAgainHasThemAll(Definition definition) {
        var story = stopped(definition);
        back(story);
        keptBack(story, definition);
        story.switchover(RunKind.FAILOVER, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS);
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void thePlannedWayBackWithItsDataIsOpenAlsoWhereItHasStopped(Definition definition) {
        var story = stopped(definition);
        story.failbackWithResync();
        assertThat(story.told()).endsWith("resync-data-a?");
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void thePlannedWayBackIsOpenOnceItServesAgain(Definition definition) {
        var story = stopped(definition);
        story.start(B);
        story.obeyAll();
        story.failbackWithResync();
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void aWayBackStartsNobodyWhoDidNotServe(Definition definition) {
        var story = stopped(definition);
        var run = story.failover();
        story.obeyUntil(definition.isSingle() ? "start-services-b" : "promote-data-b")
                .answer(Result.FAILED);
        story.send(new CancelRun(ID, run, "not now", "olga"));
        story.obeyAll();
        assertThat(story.told()).endsWith("restored");
        assertThat(story.active(dataOf(definition))).isEmpty();
        story.start(B);
        story.obeyAll();
        assertThat(story.active(dataOf(definition))).containsExactly(B);
    }

    @ParameterizedTest
    @MethodSource("withData")
    void nothingIsBroughtOverToWhoHasTheNewest(Definition definition) {
        var story = stopped(definition);
        assertThatThrownBy(() -> story.resynced(RunKind.FAILOVER)).hasMessageContaining(IN_SYNC);
        assertThat(story.told()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withData")
    void theDataOfOneThatIsBehindAreAwaited(Definition definition) {
        var story = new Story(definition);
        story.failover();
        story.obeyAll();
        story.b.position = 10_000_000;
        story.stop(B);
        story.obeyAll();
        assertThat(inSync(story)).returns(Verdict.FAIL, Gate::verdict).returns(true, Gate::overridden);
        back(story);
        while (!story.open().step().starts() || story.open().step().group() != dataOf(definition)) {
            story.obey();
        }
        assertThat(story.open().position()).isEqualTo(10_000_000);
    }

    @ParameterizedTest
    @MethodSource("withData")
    void nobodyHasToAskWhereTheDataAreInSync(Definition definition) {
        var story = new Story(definition);
        story.failover();
        story.obeyAll();
        story.stop(B);
        story.obeyAll();
        back(story);
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void ofWhoDoesNotAnswerItIsSaidWhatMayBeLost(Definition definition) {
        var story = new Story(definition).takenOverBlindly();
        story.b.powerOff();
        var preview = story.preview(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS);
        assertThat(preview.gates().refuse()).isFalse();
        assertThat(preview.ownData()).contains("a may have data of its own");
        assertThat(inSync(story))
                .returns(true, Gate::overridden)
                .returns(Verdict.UNKNOWN, Gate::verdict)
                .satisfies(gate -> assertThat(gate.measured()).contains("a may have data of its own"));
        var run = back(story);
        story.obeyUntil("fence-b").answer(Result.IN_DOUBT);
        story.attest(run, B, "olga", 1);
        assertThat(story.open().apart()).as("not given if b answers by then").isTrue();
        story.obeyAll();
        assertThat(story.told()).endsWith("completed, open: [stop-b, review-2]");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void norIsOneRefusedWhoseStatusSaysNothing(Definition definition) {
        var story = stopped(definition);
        story.mute.put(B, "exit code 1");
        back(story);
        assertThat(story.isOpen()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("withData")
    void whoAnswersMeanwhileIsNotLeftEither(Definition definition) {
        var story = new Story(definition).takenOverBlindly();
        var run = story.unheard(B, () -> back(story));
        assertThat(keptBack(story, definition).reason()).contains("EMERGENCY", "\"resync\": true");
        story.send(new RetryStep(ID, run));
        keptBack(story, definition);

        story.switchover(RunKind.FAILOVER, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS);
        story.obeyAll();
        assertThat(story.told()).as("b has it all again").endsWith("completed");
        story.failbackWithResync();
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void twoMaySetItAside(Definition definition) {
        var story = stopped(definition);
        story.overridingEmergency(RunKind.FAILBACK, Set.of(IN_SYNC));
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
    }

    @ParameterizedTest
    @MethodSource("withData")
    void theButtonAsksTooAndSoDoesTheOrderOfTheDocument(Definition definition) {
        var story = stopped(definition);
        assertThatThrownBy(() -> story.start(A)).hasMessageContaining(IN_SYNC);
        assertThatThrownBy(() -> story.switchover(RunKind.FAILBACK, SwitchoverKind.PLANNED, SwitchoverOrder.DOCUMENT))
                .hasMessageContaining(IN_SYNC);
    }
}
