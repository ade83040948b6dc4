package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.RetryStep;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who serves what is not its own, or nobody's, is told of, and no proof stands against its word. */
class ServesUnaskedTest {

    private final Story story = new Story(Given.pair());

    private Gate inSync(Preview preview) {
        return preview.gates().all().stream()
                .filter(gate -> gate.id().equals("replication-in-sync"))
                .findFirst()
                .orElseThrow();
    }

    private Obligation owed(String id) {
        return story.state().obligation(id).orElseThrow();
    }

    @Nested
    class WhileNobodyOwnsIt {

        private void stopped() {
            story.stop(A);
            story.obeyAll().mark();
        }

        private void isWrittenAtB() {
            stopped();
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.b.position = 1500;
            story.look();
            story.b.say(Group.DATA, ReportedState.INACTIVE);
            story.look();
        }

        @Test
        void theOtherIsToldOfAndOwed() {
            stopped();
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.look().look();
            assertThat(story.told()).containsExactly("split brain: data on b", "owed: stop-b");
            assertThat(owed("stop-b").what())
                    .isEqualTo(
                            "b serves data, which nobody owns: Stop services on b, or Start services on b if it is to"
                                    + " serve.");
        }

        @Test
        void neitherIsStartedBeforeAPersonHasSaidWhoseDataGoOn() {
            isWrittenAtB();
            for (var node : new PaperNode[] {story.a, story.b}) {
                assertThat(inSync(story.previewOfStart(node.id)))
                        .returns(Verdict.UNKNOWN, Gate::verdict)
                        .satisfies(
                                gate -> assertThat(gate.measured()).contains("nobody knows whose data are the newest"))
                        .satisfies(gate -> assertThat(gate.remedy()).contains("attest", "replication-in-sync"));
                assertThatThrownBy(() -> story.start(node.id)).hasMessageContaining("replication-in-sync");
            }
        }

        @Test
        void oneWordIsEnoughAndTheOthersRowsAreRemembered() {
            isWrittenAtB();
            story.saying("replication-in-sync").start(A);
            story.obeyAll();
            assertThat(story.told()).endsWith("started");
            assertThat(story.state().roles().of(Group.DATA))
                    .returns(true, role -> role.isApart(B))
                    .returns(false, role -> role.isApart(A));
        }

        @Test
        void theWordStandsOpenAgainIfTheStartFailed() {
            isWrittenAtB();
            story.saying("replication-in-sync").start(A);
            story.answer(Result.FAILED);
            assertThat(story.told()).endsWith("not started");
            story.start(A);
            story.obeyAll();
            assertThat(story.told()).endsWith("started");
        }

        @Test
        void theLastOwnerOnlyGoesOnButIsToldOf() {
            stopped();
            story.a.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            assertThat(story.told()).containsExactly("split brain: data on a", "owed: stop-a");
            story.a.say(Group.DATA, ReportedState.INACTIVE);
            story.look();
            story.start(A);
            story.obeyAll();
            assertThat(story.told()).endsWith("started");
            assertThat(story.state().roles().of(Group.DATA).isApart(A)).isFalse();
        }

        /** Main did not serve when it began, so it is not started again. */
        @Test
        void aWordThatCameToNothingLeavesItOpenWhoseDataAreTheNewest() {
            isWrittenAtB();
            var run = story.saying("replication-in-sync").failover();
            story.obeyUntil("promote-data-b");
            story.send(new CancelRun(ID, run, "not now", "olga"));
            story.obeyAll();
            assertThat(story.told()).endsWith("restored");
            story.unsaid();
            assertThat(story.active(Group.DATA)).isEmpty();
            assertThat(inSync(story.preview(RunKind.FAILOVER, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS)))
                    .returns(Verdict.UNKNOWN, Gate::verdict);
        }

        @Test
        void norDoesTheWordThatAnEmergencyHasGivenUp() {
            isWrittenAtB();
            story.a.powerOff();
            story.saying("replication-in-sync").emergency();
            story.obeyUntil("fence-a").answer(Result.IN_DOUBT);
            story.unsaid();
            story.a.powerOn();
            story.look();
            story.b.powerOff();
            var back = story.switchover(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS);
            story.obeyUntil("fence-b").answer(Result.IN_DOUBT);
            story.attest(back, B, "olga", 1);
            story.obeyAll();
            assertThat(story.active(Group.DATA)).containsExactly(A);
            assertThat(story.state().roles().of(Group.DATA).isApart(B)).isTrue();
        }

        /** By asking for it people say whose data go on. */
        @Test
        void whatIsBroughtOverIsAwaitedToItsEnd() {
            isWrittenAtB();
            story.resynced(RunKind.FAILBACK);
            story.a.position = 1400;
            story.obeyUntil("promote-data-a");
            assertThat(story.open().position()).isEqualTo(1500);
            story.a.position = 1500;
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
            assertThat(inSync(story.preview(RunKind.FAILOVER, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS)))
                    .returns(Verdict.PASS, Gate::verdict);
        }

        @Test
        void whoIsStillStoppingIsNot() {
            story.stop(A);
            story.look().obey().look().obey().look();
            story.obeyAll().look();
            assertThat(story.told()).endsWith("stopped").noneMatch(told -> told.startsWith("split brain"));
        }

        @Test
        void whatIsFoundOnTheWayIsTakenBackAllTheSame() {
            var run = story.failover();
            story.obeyUntil("promote-data-b");
            story.send(new CancelRun(ID, run, "not now", "olga"));
            story.b.say(Group.DATA, ReportedState.INACTIVE);
            story.obeyAll();
            assertThat(story.told()).endsWith("restored");
        }
    }

    /** The hook said that it failed, and the service came up after all. */
    @Nested
    class OnceItsStartHasFailed {

        private void started() {
            story.start(B);
            story.answer(Result.FAILED);
        }

        @Test
        void itIsToldOfBesideTheOwner() {
            var calls = new Story(Given.groups(Group.TELEPHONY));
            calls.start(B);
            calls.answer(Result.FAILED).mark();
            calls.b.say(Group.TELEPHONY, ReportedState.ACTIVE);
            calls.look().look();
            assertThat(calls.told()).containsExactly("split brain: telephony on b", "owed: stop-b");

            calls.b.say(Group.TELEPHONY, ReportedState.DRAINING);
            calls.look();
            calls.start(B);
            calls.obeyAll();
            assertThat(calls.told()).contains("met: stop-b").endsWith("started, open: [stop-a]");
        }

        @Test
        void alsoIfItServedBeforeTheRunHadEnded() {
            var calls = new Story(Given.groups(Group.TELEPHONY));
            calls.start(B);
            calls.b.say(Group.TELEPHONY, ReportedState.ACTIVE);
            calls.look();
            assertThat(calls.told()).containsExactly("start-telephony-b?");
            calls.answer(Result.FAILED);
            assertThat(calls.told())
                    .containsExactly(
                            "start-telephony-b?",
                            "start-telephony-b failed",
                            "split brain: telephony on b",
                            "owed: stop-b",
                            "not started");
        }

        @Test
        void alsoWhereNobodyOwnsIt() {
            story.stop(A);
            story.obeyAll();
            started();
            story.mark();
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            assertThat(story.told()).containsExactly("split brain: data on b", "owed: stop-b");
            story.start(B);
            story.obeyAll();
            assertThat(story.told()).contains("met: stop-b").endsWith("started");
        }

        @Test
        void norIsItLeftToARunOfTheOther() {
            var calls = new Story(Given.groups(Group.TELEPHONY));
            calls.stop(A);
            calls.obeyAll();
            calls.start(B);
            calls.answer(Result.FAILED);
            calls.start(A);
            calls.mark();
            calls.b.say(Group.TELEPHONY, ReportedState.ACTIVE);
            calls.look();
            assertThat(calls.told()).contains("split brain: telephony on b");
        }

        @Test
        void whileARunWaitsAtItsStartItIsLeftToIt() {
            var run = story.failover();
            story.answer(Result.FAILED).mark();
            story.b.say(Group.TELEPHONY, ReportedState.ACTIVE);
            story.look();
            assertThat(story.told()).isEmpty();
            story.send(new RetryStep(ID, run));
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
        }
    }

    @Nested
    class WhileARunWaits {

        private int waiting() {
            var run = story.failover();
            story.obeyUntil("promote-data-b").answer(Result.FAILED).look().mark();
            return run;
        }

        @Test
        void whoTakesCallsAgainIsToldOf() {
            var run = waiting();
            story.a.say(Group.TELEPHONY, ReportedState.ACTIVE);
            story.look().look();
            assertThat(story.told()).containsExactly("split brain: telephony on a", "owed: stop-a");
            story.send(new RetryStep(ID, run));
            story.obeyAll();
            assertThat(story.told()).contains("met: stop-a").endsWith("completed");
        }

        @Test
        void whoIsStartedOnTheWayBackIsNot() {
            var run = waiting();
            story.send(new CancelRun(ID, run, "not now", "olga"));
            story.obeyAll();
            assertThat(story.told()).endsWith("restored").noneMatch(told -> told.startsWith("split brain"));
        }
    }

    /** For calls to end, or for data. */
    @Nested
    class WhileAnOrderWaits {

        @ParameterizedTest
        @EnumSource(
                value = ReportedState.class,
                names = {"ACTIVE", "DRAINING"})
        void itIsNotGivenOnceTheOtherServesAgain(ReportedState state) {
            var run = story.failover();
            story.obeyUntil("promote-data-b").look().mark();
            story.a.say(Group.DATA, state);
            story.look().obey();
            assertThat(story.told()).containsExactly("split brain: data on a", "owed: stop-a", "promote-data-b failed");
            assertThat(story.b.state(Group.DATA)).isEqualTo(ReportedState.INACTIVE);

            story.a.say(Group.DATA, ReportedState.INACTIVE);
            story.look();
            story.send(new RetryStep(ID, run));
            story.obeyAll();
            assertThat(story.told()).contains("met: stop-a").endsWith("completed");
        }

        @Test
        void whoComesBackToEndCallsIsToldOfAtOnce() {
            story.failover();
            story.obeyUntil("stop-telephony-a").look().mark();
            story.a.say(Group.DATA, ReportedState.DRAINING);
            story.look().look();
            assertThat(story.told()).containsExactly("split brain: data on a", "owed: stop-a");
        }

        @Test
        void whoDrainsAsItWasToldIsNot() {
            story.failover();
            story.obeyUntil("stop-telephony-a").look().mark();
            story.a.say(Group.TELEPHONY, ReportedState.DRAINING);
            story.look().look();
            assertThat(story.told()).isEmpty();
        }
    }

    @Test
    void whoIsStartedByHandOnceItsStartWasKeptBackIsToldOf() {
        story.failover();
        story.obeyUntil("promote-data-b").keepBack();
        story.b.say(Group.DATA, ReportedState.ACTIVE);
        story.mark().look().look();
        assertThat(story.told()).containsExactly("split brain: data on b", "owed: stop-b");
    }

    @Test
    void whoIsBeingStoppedOnTheWayBackIsNot() {
        var run = story.failover();
        story.b.say(Group.TELEPHONY, ReportedState.ACTIVE);
        story.send(new CancelRun(ID, run, "not now", "olga"));
        story.obeyUntil("stop-telephony-b").look();
        story.obeyAll();
        assertThat(story.told()).endsWith("restored").noneMatch(told -> told.startsWith("split brain"));
    }

    @Test
    void whoComesBackEndingCallsThatAreNotItsOwnIsToldOf() {
        var calls = new Story(Given.groups(Group.TELEPHONY));
        var run = calls.emergency();
        calls.a.powerOff();
        calls.obeyUntil("fence-a").answer(Result.IN_DOUBT);
        calls.attest(run, A, "olga", 1);
        calls.obeyAll();
        calls.prove("stop-a", "network cut", "otto");
        calls.a.powerOn();
        calls.a.say(Group.TELEPHONY, ReportedState.DRAINING);
        calls.mark().look().look();
        assertThat(calls.told()).containsExactly("split brain: telephony on a", "owed: stop-a");
    }

    /** It was to drain, and died before it had said so, or after. */
    @Nested
    class WhoWasToDrain {

        private int died() {
            var run = story.failover();
            story.obeyUntil("drain-telephony-a");
            story.a.powerOff();
            story.answer(Result.IN_DOUBT);
            return run;
        }

        private void comesBack() {
            story.a.powerOn();
            story.a.say(Group.TELEPHONY, ReportedState.ACTIVE);
            story.mark().look().look();
        }

        @Test
        void isToldOfWhenItIsBackWhileAnEmergencyWaitsForItsFence() {
            died();
            story.emergency();
            story.obeyUntil("fence-a").answer(Result.IN_DOUBT);
            comesBack();
            assertThat(story.told()).containsExactly("split brain: telephony on a", "owed: stop-a");
        }

        @Test
        void isToldOfWhereTheRunWaitsAtItsStop() {
            story.failover();
            story.obeyUntil("stop-telephony-a");
            story.a.powerOff();
            story.answer(Result.IN_DOUBT);
            comesBack();
            assertThat(story.told()).containsExactly("split brain: telephony on a", "owed: stop-a");
        }

        @Test
        void isLeftToTheRunThatWaitsForItsDrain() {
            story.failover();
            story.obeyUntil("drain-telephony-a").answer(Result.FAILED).mark().look();
            assertThat(story.told()).isEmpty();
        }

        @Test
        void isOwedWhenTheRunIsGivenUp() {
            var run = died();
            story.send(new CancelRun(ID, run, "not now", "olga"));
            while (story.isOpen()) {
                story.answer(Result.FAILED);
            }
            story.send(new CancelRun(ID, run, "not now", "olga"));
            comesBack();
            assertThat(story.state().run()).isNull();
            assertThat(story.told()).containsExactly("split brain: telephony on a", "owed: stop-a");
        }

        @Test
        void isOwedAnewWhereItServesOnAfterAPersonsProof() {
            var calls = new Story(Given.groups(Group.TELEPHONY));
            calls.start(B);
            calls.obeyAll();
            calls.a.powerOff();
            calls.prove("stop-a", "network cut", "otto");
            calls.a.powerOn();
            calls.a.say(Group.TELEPHONY, ReportedState.ACTIVE);
            calls.mark().look().look();
            assertThat(calls.told()).containsExactly("split brain: telephony on a", "owed: stop-a");
        }
    }

    @Test
    void afterAPersonsProofWhoServesWhatNobodyOwnsIsOwedAnewWhileTheRunWaits() {
        story.failover();
        story.obeyUntil("promote-data-b").answer(Result.FAILED);
        story.a.say(Group.DATA, ReportedState.ACTIVE);
        story.look();
        story.mute.put(A, "exit code 1");
        story.prove("stop-a", "network cut", "otto");
        story.mark().look();
        assertThat(story.told()).containsExactly("split brain: data on a", "owed: stop-a");
    }

    @Nested
    class OfWhomTheStopIsToBeProven {

        private void owing() {
            story.takenOverBlindly();
            story.a.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
        }

        @Test
        void noWordStandsAgainstItsOwn() {
            owing();
            assertThatThrownBy(() -> story.prove("stop-a", "disks removed", "otto"))
                    .isInstanceOfSatisfying(
                            Rejection.class, it -> assertThat(it.problem()).isEqualTo("node-answers"))
                    .hasMessageContaining("data ACTIVE");
            assertThat(owed("stop-a")).isNotNull();
        }

        @Test
        void itIsTakenOfOneThatIsMute() {
            owing();
            story.mute.put(A, "exit code 1");
            story.prove("stop-a", "disks removed", "otto");
            assertThat(story.state().obligation("stop-a")).isEmpty();
        }

        @Test
        void itIsTakenOfOneThatIsSilent() {
            owing();
            story.a.powerOff();
            story.prove("stop-a", "disks removed", "otto");
            assertThat(story.state().obligation("stop-a")).isEmpty();
        }
    }
}
