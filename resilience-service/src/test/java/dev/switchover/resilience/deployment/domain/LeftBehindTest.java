package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.RetryStep;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An emergency leaves no data behind of a node that answers; of one that does not it says that it may. */
class LeftBehindTest {

    private static final String IN_SYNC = "replication-in-sync";

    static Stream<Definition> withData() {
        return Stream.of(Given.pair(), Given.plain(true));
    }

    private static int back(Story story) {
        return story.switchover(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS);
    }

    private static Gate inSync(Story story) {
        return story
                .preview(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS)
                .gates()
                .all()
                .stream()
                .filter(gate -> gate.id().equals(IN_SYNC))
                .findFirst()
                .orElseThrow();
    }

    private static void refused(Story story, Verdict verdict) {
        assertThatThrownBy(() -> back(story)).isInstanceOfSatisfying(Rejection.class, it -> assertThat(it.getMessage())
                .contains(IN_SYNC));
        assertThat(inSync(story)).returns(verdict, Gate::verdict).satisfies(gate -> assertThat(gate.remedy())
                .contains("\"FAILBACK\"", "\"PLANNED\"", "\"resync\": true"));
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
    void whoStoppedAndAnswersIsNotLeftForOneThatMayHaveDataOfItsOwn(Definition definition) {
        var story = stopped(definition);
        refused(story, Verdict.UNKNOWN);
        assertThat(inSync(story).remedy()).contains("Start services on b first");
        story.a.position = 900;
        refused(story, Verdict.UNKNOWN);
        assertThat(story.told()).isEmpty();
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
    void nothingIsBroughtOverToWhoHasTheNewest(Definition definition) {
        var story = stopped(definition);
        assertThatThrownBy(() -> story.resynced(RunKind.FAILOVER)).hasMessageContaining(IN_SYNC);
        assertThat(story.told()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withData")
    void norIsItForOneThatLacksItsData(Definition definition) {
        var story = new Story(definition);
        story.failover();
        story.obeyAll();
        story.b.position = 10_000_000;
        story.stop(B);
        story.obeyAll();
        refused(story, Verdict.FAIL);
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

    /** Its status may be mended, and then its data is to be had. */
    @ParameterizedTest
    @MethodSource("withData")
    void norIsOneWhoseStatusSaysNothing(Definition definition) {
        var story = stopped(definition);
        story.mute.put(B, "exit code 1");
        refused(story, Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("withData")
    void whoAnswersMeanwhileIsNotLeftEither(Definition definition) {
        var story = new Story(definition).takenOverBlindly();
        var run = story.unheard(B, () -> back(story));
        story.obeyUntil("fence-b").obey();
        assertThat(story.events.getLast()).isInstanceOfSatisfying(StepFailed.class, it -> assertThat(it.reason())
                .contains("a may have data of its own", "b", "EMERGENCY", "\"resync\": true"));
        story.send(new RetryStep(ID, run));
        assertThat(story.isOpen()).isFalse();

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
