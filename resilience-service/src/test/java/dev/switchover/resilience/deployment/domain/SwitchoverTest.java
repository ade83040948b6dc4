package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.RetryStep;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.GateAttested;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepInDoubt;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Guided failover and failback, as a deployment lives them. */
class SwitchoverTest {

    private final Story story = new Story(Given.pair());

    private static void refused(String problem, ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.problem())
                .isEqualTo(problem));
    }

    @Test
    void newCallsGoToTheStandbyBeforeMainLosesAnything() {
        story.failover();
        story.obeyAll();
        assertThat(story.told())
                .containsExactly(
                        "start-telephony-b?",
                        "telephony: a drains",
                        "telephony: b owns",
                        "drain-telephony-a?",
                        "stop-management-a?",
                        "management: a released",
                        "fence-data-a?",
                        "data: a released",
                        "promote-data-b?",
                        "data: b owns",
                        "no return",
                        "start-management-b?",
                        "management: b owns",
                        "follow-b?",
                        "stop-telephony-a?",
                        "telephony: a released",
                        "completed");
    }

    @Test
    void failbackIsTheSameTheOtherWayRound() {
        story.failover();
        story.obeyAll().mark();
        story.failback();
        story.obeyAll();
        assertThat(story.told())
                .startsWith("start-telephony-a?", "telephony: b drains", "telephony: a owns")
                .contains("data: b released", "promote-data-a?", "data: a owns")
                .endsWith("stop-telephony-b?", "telephony: b released", "completed");
    }

    @Test
    void theNewDataWaitsForWhatTheOldHasWritten() {
        story.failover();
        story.obey(3);
        story.a.position = 4711;
        story.obey();
        assertThat(story.open().step().id()).isEqualTo("promote-data-b");
        assertThat(story.open().position()).isEqualTo(4711);
    }

    @Test
    void nodesThatServedAnotherDeploymentBeforeObeyAllTheSame() {
        story.a.remember(17);
        story.b.remember(16);
        story.look();
        story.failover();
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
        assertThat(story.events.stream()
                        .filter(StepStarted.class::isInstance)
                        .map(StepStarted.class::cast)
                        .filter(started -> started.step().action() != null)
                        .mapToLong(StepStarted::epoch))
                .allMatch(epoch -> epoch > 17);
    }

    @Test
    void aNodeThatCannotHaveCountedSoFarUsesNoEpochsUp() {
        story.b.remember(Long.MAX_VALUE / 2);
        story.look();
        story.failover();
        assertThat(story.open().epoch()).isLessThan(100);
    }

    @Test
    void everyOrderCarriesAHigherEpoch() {
        story.failover();
        assertThat(story.open().epoch()).isEqualTo(2);
        story.obey();
        assertThat(story.open().epoch()).isEqualTo(3);
    }

    @Test
    void isRefusedWhileAnotherRunGoesOn() {
        story.failover();
        refused("gates-refuse", story::failover);
    }

    /** It owned the calls before, and the old node did not take any. */
    @Test
    void whatTheNewNodeOwnedStaysThereIfItIsTakenBack() {
        var first = story.switchover(RunKind.FAILOVER, SwitchoverKind.PLANNED, SwitchoverOrder.DOCUMENT);
        story.obeyUntil("stop-management-a").answer(Result.IN_DOUBT);
        story.send(new CancelRun(ID, first, "it hangs", "olga"));
        story.answer(Result.FAILED);
        story.send(new CancelRun(ID, first, "it hangs", "olga"));
        story.look();
        assertThat(story.state().roles().of(Group.TELEPHONY).owner()).isEqualTo(B);
        var second = story.failover();
        story.obeyUntil("stop-management-a").answer(Result.IN_DOUBT);
        story.send(new CancelRun(ID, second, "it hangs", "olga"));
        story.obeyAll();
        assertThat(story.told()).endsWith("restored");
        assertThat(story.active(Group.TELEPHONY)).containsExactly(B);
        assertThat(story.state().roles().of(Group.TELEPHONY).owner()).isEqualTo(B);
    }

    @Test
    void isRefusedWhereItIsNotNeeded() {
        refused("switchover-not-needed", story::failback);
    }

    @Test
    void isRefusedWhileTheStandbyIsFarBehind() {
        story.a.position = 100_000_000;
        refused("gates-refuse", story::failover);
        assertThat(story.preview(RunKind.FAILOVER, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS)
                        .gates()
                        .refusing())
                .singleElement()
                .satisfies(gate -> assertThat(gate.measured()).startsWith("b is 99999000 bytes behind a"));
    }

    @Nested
    class WhenTheNewNodeWritesAlready {

        private List<Gate> refusing(RunKind direction) {
            return story.preview(direction, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS)
                    .gates()
                    .refusing();
        }

        @Test
        void equalPositionsOfTwoThatWriteDoNotPass() {
            story.failover();
            story.obeyAll();
            story.a.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            assertThat(refusing(RunKind.FAILBACK)).first().satisfies(gate -> {
                assertThat(gate.id()).isEqualTo("new-node-idle");
                assertThat(gate.measured()).isEqualTo("says ACTIVE for data");
                assertThat(gate.remedy()).contains("Stop services on a");
            });
            refused("gates-refuse", story::failback);
        }

        @Test
        void itsLatestWordCountsBeforeTheDeploymentHasHeardIt() {
            story.b.say(Group.DATA, ReportedState.DRAINING);
            assertThat(refusing(RunKind.FAILOVER)).singleElement().satisfies(gate -> assertThat(gate.measured())
                    .isEqualTo("says DRAINING for data"));
        }

        @Test
        void onceItIsStoppedTheSidesChangeWithTheDataOfTheOther() {
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            refused("gates-refuse", story::failover);
            story.stop(B);
            story.obeyAll();
            story.resynced(RunKind.FAILOVER);
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
        }

        @Test
        void whatIsOwedOfItIsProvenFirst() {
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            story.b.say(Group.DATA, ReportedState.INACTIVE);
            assertThat(refusing(RunKind.FAILOVER)).first().satisfies(gate -> assertThat(gate.measured())
                    .isEqualTo("still to be proven: b serves data, which a owns."));
            story.look();
            assertThat(refusing(RunKind.FAILOVER)).singleElement().satisfies(gate -> assertThat(gate.id())
                    .isEqualTo("replication-in-sync"));
        }
    }

    @Nested
    class WhenANodeDoesNotDoAsAsked {

        @Test
        void whatItSaysItDidIsNoProof() {
            story.failover();
            story.answer(Result.SUCCEEDED);
            assertThat(story.told()).endsWith("start-telephony-b?", "start-telephony-b in doubt");
        }

        @Test
        void aLyingExitCodeIsOverruledByTheStatus() {
            story.failover();
            story.node(Story.B).obey(story.open().step(), story.open().epoch());
            story.say(story.b);
            assertThat(story.told()).contains("telephony: b owns");
        }

        @Test
        void anOldStatusIsNoProof() {
            story.failover();
            story.b.say(Group.TELEPHONY, ReportedState.ACTIVE); // but it has not seen the epoch
            story.say(story.b);
            assertThat(story.told()).doesNotContain("telephony: b owns");
        }

        @Test
        void silenceIsNotFailure() {
            story.failover();
            story.answer(Result.IN_DOUBT);
            assertThat(story.told()).endsWith("start-telephony-b in doubt");
            story.obey();
            assertThat(story.told()).contains("telephony: b owns", "drain-telephony-a?");
        }

        @Test
        void aFailedStepIsTriedAgainWithAHigherEpoch() {
            var run = story.failover();
            story.answer(Result.FAILED).mark();
            story.send(new RetryStep(ID, run));
            assertThat(story.open().epoch()).isEqualTo(3);
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
        }

        @Test
        void nothingIsTriedAgainThatGoesOn() {
            var run = story.failover();
            refused("step-not-stuck", () -> story.send(new RetryStep(ID, run)));
        }
    }

    @Nested
    class Cancelling {

        private void cancel(int run) {
            story.send(new CancelRun(ID, run, "changed our minds", "olga"));
        }

        @Test
        void atTheFirstStepGivesTelephonyBack() {
            var run = story.failover();
            story.mark();
            cancel(run);
            story.obeyAll();
            assertThat(story.told())
                    .containsExactly(
                            "cancelled", "start-telephony-a?", "telephony: a owns", "stop-telephony-b?", "restored");
        }

        @Test
        void takesEachStepBackTheLastFirst() {
            var run = story.failover();
            story.obey(4).answer(Result.IN_DOUBT).mark();
            cancel(run);
            story.obeyAll();
            assertThat(story.told())
                    .containsExactly(
                            "cancelled",
                            "fence-data-b?",
                            "promote-data-a?",
                            "data: a owns",
                            "start-management-a?",
                            "management: a owns",
                            "start-telephony-a?",
                            "telephony: b drains",
                            "telephony: a owns",
                            "stop-telephony-b?",
                            "telephony: b released",
                            "restored");
            assertThat(story.a.state(Group.DATA)).isEqualTo(ReportedState.ACTIVE);
            assertThat(story.b.state(Group.DATA)).isEqualTo(ReportedState.INACTIVE);
        }

        @Test
        void isRefusedPastThePointOfNoReturn() {
            var run = story.failover();
            story.obey(5);
            refused("point-of-no-return", () -> cancel(run));
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
        }

        /** Everything is stopped, then started there. */
        private boolean mendsByStarting(PaperNode node) {
            story.stop(Story.A);
            story.obeyAll();
            story.stop(Story.B);
            story.obeyAll();
            story.start(node.id);
            story.obeyAll();
            return story.events.reversed().stream()
                    .filter(ServicesStarted.class::isInstance)
                    .map(ServicesStarted.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .mends();
        }

        @Test
        void isGivenUpWhereTheWayBackIsBlockedToo() {
            var run = story.failover();
            story.obey();
            story.a.powerOff();
            cancel(run);
            story.obey().mark();
            cancel(run);
            assertThat(story.told()).containsExactly("aborted");
            story.a.powerOn();
            story.look();
            assertThat(mendsByStarting(story.a)).isTrue();
            assertThat(mendsByStarting(story.a)).as("that was all").isFalse();
        }

        /** Nothing was put right by it: what had been left before is left still. */
        @Test
        void whatAnEarlierRunHadLeftIsLeftStillAfterOneThatWasTakenBack() {
            giveUpOnTheWay();
            cancel(story.resynced(RunKind.FAILOVER));
            story.obeyAll();
            assertThat(story.told()).endsWith("restored");
            assertThat(mendsByStarting(story.a)).isTrue();
        }

        @Test
        void nothingIsLeftAfterOneThatCameToItsEnd() {
            giveUpOnTheWay();
            story.failover();
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
            assertThat(mendsByStarting(story.a)).isFalse();
        }

        /** On which side they are is what the roles say, whichever the plan led from. */
        @Test
        void peopleAreOnTheSideThatIsActive() {
            giveUpOnTheWay();
            assertThat(story.state().active()).contains(Story.B);
            cancel(story.resynced(RunKind.FAILOVER));
            story.obeyAll();
            assertThat(lastAborted().side()).isEqualTo(Story.B);
        }

        @Test
        void peopleAreWhereTheyWereIfNothingHadMoved() {
            cancel(story.failover());
            story.obeyAll();
            assertThat(lastAborted().side()).isEqualTo(Story.A);
        }

        private SwitchoverAborted lastAborted() {
            return story.events.reversed().stream()
                    .filter(SwitchoverAborted.class::isInstance)
                    .map(SwitchoverAborted.class::cast)
                    .findFirst()
                    .orElseThrow();
        }

        /** Telephony is on b then, and a is to be started again by hand. */
        private void giveUpOnTheWay() {
            var run = story.failover();
            story.obey();
            story.a.powerOff();
            cancel(run);
            story.obey();
            cancel(run);
            story.a.powerOn();
            story.look();
        }

        @Test
        void twiceIsOnce() {
            var run = story.failover();
            cancel(run);
            story.mark();
            cancel(run);
            assertThat(story.told()).isEmpty();
        }
    }

    @Nested
    class InAnEmergency {

        @Test
        void callsComeBackFirstAndDataOnlyWithProof() {
            story.emergency();
            story.obey().answer(Result.IN_DOUBT);
            assertThat(story.told())
                    .containsExactly(
                            "start-telephony-b?",
                            "telephony: a released",
                            "telephony: b owns",
                            "no return",
                            "fence-a?",
                            "fence-a in doubt");
        }

        @Test
        void theFenceActionIsProof() {
            story.emergency();
            story.obey().answer(Result.SUCCEEDED).obeyAll();
            assertThat(story.told())
                    .containsSubsequence(
                            "a cut off (ACTION)",
                            "owed: stop-a",
                            "data: a released",
                            "data: b owns",
                            "management: b owns")
                    .endsWith("completed, open: [stop-a]");
        }

        @Test
        void aPersonsWordIsProofAndIsReviewed() {
            var run = story.emergency();
            story.a.powerOff();
            story.obey().answer(Result.IN_DOUBT).mark();
            story.attest(run, story.a.id, "olga", 1);
            story.obeyAll();
            assertThat(story.told())
                    .startsWith("a cut off (ATTESTED)", "owed: stop-a", "owed: review-" + run)
                    .endsWith("completed, open: [stop-a, review-" + run + "]");
        }

        @Test
        void whoWasCutOffIsGivenTheDataOfMeanwhileWhenItIsBack() {
            var run = story.emergency();
            story.a.powerOff();
            story.obey().answer(Result.IN_DOUBT);
            story.attest(run, story.a.id, "olga", 1);
            story.obeyAll();
            story.a.powerOn();
            story.a.remember(story.b.report(Story.NOW).groups().getFirst().epoch() + 10);
            story.look().mark();
            story.failbackWithResync();
            assertThat(story.told()).endsWith("resync-data-a?");
        }

        @Test
        void nobodysWordStandsAgainstTheNodes() {
            var run = story.emergency();
            story.obey().answer(Result.FAILED).mark();
            refused("node-answers", () -> story.attest(run, story.a.id, "olga", 1));
            assertThat(story.told()).isEmpty();
            story.a.powerOff();
            story.attest(run, story.a.id, "olga", 2);
            story.a.powerOn();
            story.a.say(Group.DATA, ReportedState.ACTIVE);
            refused("node-answers", () -> story.attest(run, story.a.id, "anna", 2));
        }

        @Test
        void aNodeThatAnswersAndServesNothingMayBeAboutTo() {
            var run = story.emergency();
            story.obey();
            story.definition.groups().forEach(group -> story.a.say(group, ReportedState.INACTIVE));
            story.answer(Result.FAILED).mark();
            refused("node-answers", () -> story.attest(run, story.a.id, "olga", 1));
            assertThat(story.told()).isEmpty();
        }

        @Test
        void noWordIsTakenOfANodeThatIsReachedAndSaysNothing() {
            var run = story.emergency();
            story.a.powerOff();
            story.obey().answer(Result.IN_DOUBT).mark();
            story.attest(run, story.a.id, "olga", 2);
            story.mute.put(story.a.id, "no hook status");
            assertThatThrownBy(() -> story.attest(run, story.a.id, "anna", 2))
                    .isInstanceOfSatisfying(
                            Rejection.class, it -> assertThat(it.problem()).isEqualTo("node-answers"))
                    .hasMessage("a is reached, and its status says nothing: no hook status.");
            story.mute.clear();
            story.attest(run, story.a.id, "anna", 2);
            assertThat(story.told()).contains("a cut off (ATTESTED)");
        }

        @Test
        void ofANodeThatIsNotProvenToBeThereWordsAreTakenAsOfOneThatIsSilent() {
            var run = story.emergency();
            story.a.powerOff();
            story.obey().answer(Result.REJECTED).mark();
            story.unproven.put(story.a.id, "There is no secret env:A");
            story.attest(run, story.a.id, "olga", 2);
            assertThat(story.told()).isEmpty();
            story.attest(run, story.a.id, "anna", 2);
            assertThat(story.told()).contains("a cut off (ATTESTED)");
        }

        @Test
        void theWordIsAboutTheRightNode() {
            var run = story.emergency();
            story.obey().answer(Result.IN_DOUBT);
            refused("node-name-differs", () -> story.attest(run, story.b.id, "olga", 1));
        }

        @Test
        void twoPersonsSayItWhereTwoMust() {
            var run = story.emergency();
            story.a.powerOff();
            story.obey().answer(Result.IN_DOUBT).mark();
            story.attest(run, story.a.id, "olga", 2);
            assertThat(story.told()).isEmpty();
            refused("second-person-needed", () -> story.attest(run, story.a.id, "olga", 2));
            story.attest(run, story.a.id, "anna", 2);
            assertThat(story.told()).contains("a cut off (ATTESTED)").doesNotContain("owed: review-" + run);
        }

        @Test
        void theNodesAnswerRefutesWhoeverHadSaidSoBefore() {
            var run = story.emergency();
            story.a.powerOff();
            story.obey().answer(Result.IN_DOUBT).mark();
            story.attest(run, story.a.id, "olga", 2);
            story.lastAnswer = Story.NOW.plusSeconds(1);
            story.attest(run, story.a.id, "anna", 2);
            assertThat(story.told()).isEmpty();
            assertThat(story.events).last().isInstanceOfSatisfying(GateAttested.class, it -> assertThat(it.missing())
                    .as("olga is to look again, or somebody else")
                    .isEqualTo(1));
            story.lastAnswer = Story.NOW.minusSeconds(1);
            story.attest(run, story.a.id, "olga", 2);
            assertThat(story.told()).contains("a cut off (ATTESTED)");
        }

        @Test
        void aRunThatIsStuckIsGivenUp() {
            story.failover();
            story.obey(5);
            story.b.powerOff();
            story.obey().mark();
            story.switchover(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS);
            assertThat(story.told()).startsWith("aborted", "start-telephony-a?");
            story.obey().answer(Result.SUCCEEDED).obeyAll();
            assertThat(story.told()).contains("data: a owns").endsWith("completed, open: [stop-b]");
        }

        @Test
        void nothingIsTakenFromANodeThatAnswersAndServes() {
            refused("gates-refuse", story::emergencyWhileItAnswers);
            assertThat(silent())
                    .returns(Verdict.FAIL, Gate::verdict)
                    .satisfies(gate -> assertThat(gate.measured()).contains("ACTIVE", "0 s ago"))
                    .satisfies(gate -> assertThat(gate.remedy())
                            .contains(
                                    "/deployments/d1/switchovers",
                                    "{\"direction\": \"FAILOVER\", \"kind\": \"PLANNED\"}")
                            .contains("/deployments/d1/nodes/a/stop-services", "{\"mode\": \"force\"}"));
        }

        @Test
        void nothingIsTakenFromANodeThatIsReachedAndSaysNothing() {
            story.mute.put(story.a.id, "no hook status");
            refused("gates-refuse", story::emergencyWhileItAnswers);
            assertThat(silent()).returns(Verdict.UNKNOWN, Gate::verdict).satisfies(gate -> assertThat(gate.remedy())
                    .startsWith("a is reached, and its status says nothing: no hook status. Mend the status of a")
                    .contains("cut it off", "\"gates\": [\"old-node-silent\"]"));
        }

        @Test
        void nothingIsTakenOnNobodysWordFromANodeThatIsNotProvenToBeThere() {
            story.unproven.put(story.a.id, "There is no secret env:A");
            refused("gates-refuse", story::emergencyWhileItAnswers);
            assertThat(silent())
                    .returns(Verdict.UNKNOWN, Gate::verdict)
                    .returns("nobody knows whether a is there: There is no secret env:A", Gate::measured)
                    .satisfies(gate -> assertThat(gate.remedy())
                            .contains("Mend", "\"attestations\": [{\"gate\": \"old-node-silent\""));
        }

        @Test
        void whatServesNothingIsLeftThoughItAnswers() {
            story.a.say(Group.TELEPHONY, ReportedState.FAILED);
            assertThat(silent()).returns(Verdict.PASS, Gate::verdict);
            assertThat(story.emergencyWhileItAnswers()).isPositive();
        }

        @Test
        void aNodeThatARunWaitsForInVainIsLeftThoughItAnswers() {
            story.failover();
            story.obey(2).answer(Result.FAILED);
            story.a.say(Group.TELEPHONY, ReportedState.ACTIVE);
            assertThat(silent()).returns(Verdict.PASS, Gate::verdict);
            assertThat(story.emergencyWhileItAnswers()).isPositive();
        }

        @Test
        void whatAPersonCanDoIsSaid() {
            story.failover();
            story.obey(2).answer(Result.FAILED);
            assertThat(story.events).last().isInstanceOfSatisfying(StepFailed.class, it -> assertThat(it.ways())
                    .containsExactly(Way.RETRY, Way.CANCEL, Way.ATTEST));
            story.emergency();
            story.obey().answer(Result.IN_DOUBT);
            assertThat(story.events).last().isInstanceOfSatisfying(StepInDoubt.class, it -> assertThat(it.ways())
                    .as("there is no way back")
                    .containsExactly(Way.RETRY, Way.ATTEST));
        }

        private Gate silent() {
            return story
                    .preview(RunKind.FAILOVER, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS)
                    .gates()
                    .all()
                    .stream()
                    .filter(gate -> gate.id().equals("old-node-silent"))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void aRunThatGoesOnIsNot() {
            story.failover();
            refused("gates-refuse", story::emergency);
        }

        /** Nothing else would end before the time of the calls or of the followers is over. */
        @Test
        void whoDiesOnceItOwnsEverythingIsLeftThoughTheRestIsWaitedFor() {
            for (var waits : List.of("stop-telephony-a", "follow-b")) {
                var it = new Story(Given.whole());
                var run = it.failover();
                it.obeyUntil(waits);
                refused("point-of-no-return", () -> it.send(new CancelRun(ID, run, "b is dead", "olga")));
                it.b.powerOff();
                var emergency = it.unheard(
                        B, () -> it.switchover(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS));
                it.obeyUntil("fence-b").answer(Result.IN_DOUBT);
                it.attest(emergency, B, "olga", 1);
                it.obeyUntil("follow-a");
                assertThat(it.active(Group.DATA)).as(waits).containsExactly(it.a.id);
            }
        }

        /** Nobody asks such a node whether it is there. */
        @Test
        void anOwnerThatOnlyPeopleCanAskIsLeftThoughTheRestIsWaitedFor() {
            var it = new Story(Given.reached(Given.whole(), B, new Access.Manual(Map.of())));
            it.saying("replication-in-sync");
            it.failover();
            it.obeyUntil("follow-b");
            it.unsaid();
            assertThat(it.switchover(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS))
                    .isPositive();
            assertThat(it.told()).contains("aborted");
        }

        /** Also where nothing was started there that only one may serve. */
        @Test
        void isNeededBesideOneThatMayTakeCalls() {
            var run = story.failover();
            story.b.powerOff();
            story.answer(Result.IN_DOUBT);
            story.send(new CancelRun(ID, run, "b is dead", "olga"));
            story.obeyUntil("stop-telephony-b").answer(Result.IN_DOUBT);
            story.send(new CancelRun(ID, run, "b is dead", "olga"));
            var emergency = story.unheard(
                    B, () -> story.switchover(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS));
            story.obeyUntil("fence-b").answer(Result.IN_DOUBT);
            story.attest(emergency, B, "olga", 1);
            story.obeyAll();
            story.change(Given.named(story.state().definition(), B, new NodeId("c")));
        }

        /** What is not proven to have stopped is cut off. */
        @Test
        void isNeededByAnOwnerBesideWhomADeadOneMayServe() {
            story.failover();
            story.obeyAll();
            story.a.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            story.a.powerOff();
            story.b.say(Group.DATA, ReportedState.FAILED);
            story.look();
            assertThatThrownBy(() -> story.start(B)).hasMessageContaining("old-node-fenced");
            refused("switchover-not-needed", story::failover);
            var run = story.emergency();
            story.obeyUntil("fence-a").answer(Result.IN_DOUBT);
            story.attest(run, story.a.id, "olga", 1);
            story.obeyAll();
            assertThat(story.active(Group.DATA)).contains(B);
            assertThat(story.told()).last().asString().startsWith("completed");
            refused("switchover-not-needed", story::emergency);
        }

        @Test
        void aMainThatDiesInAPlannedSwitchoverIsAttested() {
            var run = story.failover();
            story.obey();
            story.a.powerOff();
            story.obey().mark();
            story.attest(run, story.a.id, "olga", 1);
            story.obeyAll();
            assertThat(story.told())
                    .startsWith("a cut off (ATTESTED)")
                    .contains("data: b owns", "management: b owns")
                    .endsWith("completed, open: [stop-a, review-" + run + "]");
        }

        @Test
        void theRunItTakesOverFromNamesIt() {
            var planned = story.failover();
            story.obey();
            story.a.powerOff();
            story.obey();
            var run = story.emergency();
            assertThat(story.events)
                    .filteredOn(SwitchoverAborted.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(SwitchoverAborted.class, it -> {
                        assertThat(it.run()).isEqualTo(planned);
                        assertThat(it.kind()).isEqualTo(SwitchoverKind.PLANNED);
                        assertThat(it.followedBy()).isEqualTo(run);
                    });
        }

        @Test
        void whatIsOwedIsMetByTheNodesOwnWordAtTheNewEpoch() {
            story.emergency();
            story.obey();
            var fence = story.open();
            story.answer(Result.SUCCEEDED).obeyAll().mark();
            story.a.powerOff();
            story.a.powerOn();
            story.say(story.a);
            assertThat(story.told()).as("at the old epoch it is no proof").isEmpty();
            story.a.obey(fence.step(), fence.epoch());
            story.say(story.a);
            assertThat(story.told()).containsExactly("met: stop-a");
        }

        @Test
        void nobodyIsOwedToStopWhoOwnsEverythingAgain() {
            attested(story.emergency(), story.a);
            story.a.powerOn();
            story.mark();
            attested(
                    story.unheard(
                            B,
                            () -> story.switchover(
                                    RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS)),
                    story.b);
            assertThat(story.told()).containsSubsequence("data: a owns", "management: a owns", "met: stop-a");
            assertThat(story.state().obligation("stop-a")).isEmpty();
            story.b.powerOn();
            story.mark();
            attested(story.emergency(), story.a);
            assertThat(story.told()).as("anew").contains("owed: stop-a");
        }

        private void attested(int run, PaperNode lost) {
            story.obey();
            lost.powerOff();
            story.answer(Result.IN_DOUBT);
            story.attest(run, lost.id, "olga", 1);
            story.obeyAll();
        }

        @Test
        void aReturningMainThatServesIsAnAlarm() {
            story.emergency();
            story.obey().answer(Result.SUCCEEDED).obeyAll().mark();
            story.say(story.a);
            assertThat(story.told())
                    .as("it says what it said before it was cut off")
                    .contains("split brain: data on a");
            story.mark().say(story.a);
            assertThat(story.told()).as("that is known now").isEmpty();
            story.a.say(Group.DATA, ReportedState.FAILED);
            story.say(story.a);
            story.a.say(Group.DATA, ReportedState.ACTIVE);
            story.say(story.a);
            assertThat(story.told()).contains("split brain: data on a");
        }
    }

    @Nested
    class InAnEmergencyWithoutTelephony {

        private final Story plain = new Story(Given.plain(true));

        private void cancel(Story story, int run) {
            story.send(new CancelRun(ID, run, "changed our minds", "olga"));
        }

        @Test
        void theFenceIsThePointOfNoReturn() {
            for (var groups :
                    List.of(Given.plain(true), Given.plain(false), Given.groups(Group.DATA, Group.MANAGEMENT))) {
                var story = new Story(groups);
                var run = story.emergency();
                story.answer(Result.SUCCEEDED);
                assertThat(story.told())
                        .startsWith("fence-a?", "a cut off (ACTION)")
                        .contains("no return");
                story.answer(Result.FAILED);
                refused("point-of-no-return", () -> cancel(story, run));
                assertThat(story.events).last().isInstanceOfSatisfying(StepFailed.class, it -> assertThat(it.ways())
                        .containsExactly(Way.RETRY));
            }
        }

        @Test
        void untilThenTheWayBackStartsWhatItMayHaveStopped() {
            var run = plain.emergency();
            plain.a.obey(plain.open().step(), plain.open().epoch()); // and nobody hears of it
            plain.answer(Result.IN_DOUBT).mark();
            cancel(plain, run);
            plain.obeyAll();
            assertThat(plain.told()).containsExactly("cancelled", "start-services-a?", "services: a owns", "restored");
            assertThat(plain.a.state(Group.SERVICES)).isEqualTo(ReportedState.ACTIVE);
        }

        @Test
        void allGroupsAreStartedInTheirOrder() {
            var story = new Story(Given.groups(Group.DATA, Group.MANAGEMENT));
            var run = story.emergency();
            story.answer(Result.FAILED).mark();
            cancel(story, run);
            story.obeyAll();
            assertThat(story.told())
                    .containsExactly(
                            "cancelled",
                            "promote-data-a?",
                            "data: a owns",
                            "start-management-a?",
                            "management: a owns",
                            "restored");
        }

        @Test
        void nothingIsCalledRestoredOfANodeThatIsDead() {
            var run = plain.emergency();
            plain.a.powerOff();
            plain.answer(Result.IN_DOUBT).mark();
            cancel(plain, run);
            plain.obey();
            cancel(plain, run);
            assertThat(plain.told())
                    .containsExactly("cancelled", "start-services-a?", "start-services-a in doubt", "aborted");
        }

        @Test
        void whatARunLeavesIsSaidThoughItWasGivenUp() {
            var run = plain.emergency();
            plain.a.powerOff();
            plain.answer(Result.IN_DOUBT);
            plain.attest(run, plain.a.id, "olga", 1);
            plain.answer(Result.FAILED).mark();
            plain.a.powerOn();
            plain.switchover(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS);
            assertThat(plain.told()).startsWith("aborted, open: [stop-a, review-" + run + "]", "fence-b?");
        }
    }

    @Nested
    class InTheOrderOfTheDocument {

        @Test
        void theStandbyStartsFirstAndItsDataWaits() {
            story.switchover(RunKind.FAILOVER, SwitchoverKind.PLANNED, SwitchoverOrder.DOCUMENT);
            story.obeyAll();
            assertThat(story.told())
                    .containsSubsequence(
                            "start-telephony-b?",
                            "stop-telephony-a?",
                            "fence-data-a?",
                            "data: a released",
                            "promote-data-b?",
                            "completed");
        }

        @Test
        void isRefusedWhereOneGroupHoldsData() {
            var plain = new Story(Given.plain(true));
            refused(
                    "order-not-safe",
                    () -> plain.switchover(RunKind.FAILOVER, SwitchoverKind.PLANNED, SwitchoverOrder.DOCUMENT));
        }
    }

    @Nested
    class OfAPlainNode {

        @Test
        void stopsBeforeItStartsWhereItHoldsData() {
            var plain = new Story(Given.plain(true));
            plain.failover();
            plain.obeyAll();
            assertThat(plain.told())
                    .containsExactly(
                            "stop-services-a?",
                            "services: a released",
                            "start-services-b?",
                            "services: b owns",
                            "no return",
                            "follow-b?",
                            "completed");
        }

        @Test
        void startsBeforeItStopsWhereItHoldsNone() {
            var plain = new Story(Given.plain(false));
            plain.failover();
            plain.obeyAll();
            assertThat(plain.told())
                    .containsExactly(
                            "start-services-b?",
                            "services: a drains",
                            "services: b owns",
                            "follow-b?",
                            "stop-services-a?",
                            "services: a released",
                            "completed");
        }
    }
}
