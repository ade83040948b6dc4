package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.ReportedState;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The two buttons. */
class ServicesTest {

    private final Story story = new Story(Given.pair());

    @Test
    void aStartOfWhatServesChangesNothing() {
        assertThat(story.start(A)).isZero();
        assertThat(story.told()).isEmpty();
    }

    @Test
    void aStopStopsInTheReverseOrderOfDependencies() {
        story.stop(A);
        story.obeyAll();
        assertThat(story.told())
                .containsExactly(
                        "drain-telephony-a?",
                        "telephony: a drains",
                        "stop-telephony-a?",
                        "telephony: a released",
                        "stop-management-a?",
                        "management: a released",
                        "fence-data-a?",
                        "data: a released",
                        "stopped");
        assertThat(story.stop(A)).as("again").isZero();
    }

    @Test
    void theOtherNodeStartsWhenTheFirstHasStopped() {
        story.stop(A);
        story.obeyAll().mark();
        story.start(B);
        story.obeyAll();
        assertThat(story.told())
                .containsExactly(
                        "promote-data-b?",
                        "data: b owns",
                        "start-management-b?",
                        "management: b owns",
                        "start-telephony-b?",
                        "telephony: b owns",
                        "follow-b?",
                        "started");
    }

    @Test
    void twoNodesNeverServeTheSameData() {
        assertThatThrownBy(() -> story.start(B)).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.problem()).isEqualTo("gates-refuse");
            assertThat(refusal.getMessage()).contains("old-node-fenced", "management-exclusive");
        });
    }

    @Nested
    class WhileTheOtherServesOn {

        private final Story calls = new Story(Given.groups(Group.TELEPHONY));

        @Test
        void itsStopIsOwedUntilItIsProven() {
            calls.start(B);
            calls.obeyAll();
            assertThat(calls.told())
                    .containsExactly(
                            "start-telephony-b?",
                            "telephony: a drains",
                            "telephony: b owns",
                            "owed: stop-a",
                            "follow-b?",
                            "started, open: [stop-a]");
            calls.mark().stop(A);
            calls.obeyAll();
            assertThat(calls.told()).contains("met: stop-a", "telephony: a released");
        }

        @Test
        void itsStopIsOwedWhereThereIsNothingToDrainToo() {
            var plain = new Story(Given.plain(false));
            plain.start(B);
            plain.obeyAll();
            assertThat(plain.told()).contains("owed: stop-a").endsWith("started, open: [stop-a]");
        }

        @Test
        void whoDrainsOnlyIsOwedAsWell() {
            calls.stop(A);
            calls.obey().answer(Result.FAILED).mark();
            calls.start(B);
            calls.obeyAll();
            assertThat(calls.told())
                    .containsExactly(
                            "start-telephony-b?",
                            "telephony: b owns",
                            "owed: stop-a",
                            "follow-b?",
                            "started, open: [stop-a]");
        }

        @Test
        void aCancellationGivesTheCallsBack() {
            var run = calls.start(B);
            calls.answer(Result.IN_DOUBT).mark();
            calls.send(new CancelRun(ID, run, "wrong node", "olga"));
            calls.obeyAll();
            assertThat(calls.told())
                    .containsExactly(
                            "cancelled", "start-telephony-a?", "telephony: a owns", "stop-telephony-b?", "restored");
        }

        @Test
        void whoIsAskedByHandIsAskedToTakeNoNewCalls() {
            var byHand = new Story(Given.reached(Given.groups(Group.TELEPHONY), A, new Access.Manual(Map.of())));
            var run = byHand.start(B);
            byHand.obey();
            assertThat(byHand.told()).endsWith("owed: stop-a", "drain-telephony-a?");
            byHand.mark();
            byHand.send(new CancelRun(ID, run, "wrong node", "olga"));
            byHand.obeyAll();
            assertThat(byHand.told())
                    .containsExactly(
                            "cancelled",
                            "start-telephony-a?",
                            "telephony: b drains",
                            "telephony: a owns",
                            "met: stop-a",
                            "stop-telephony-b?",
                            "telephony: b released",
                            "restored");
        }

        @Test
        void whatAPersonAttestedIsReleasedAndOwed() {
            var unheard =
                    Story.unheard(Given.plain(true)).saying("old-node-fenced").saying("replication-in-sync");
            unheard.say(unheard.b).start(B);
            unheard.obeyAll();
            assertThat(unheard.told())
                    .contains("services: a released", "owed: stop-a")
                    .endsWith("started, open: [stop-a]");
        }

        @Test
        void whoHasStoppedOwesNothing() {
            calls.stop(A);
            calls.obeyAll().mark();
            calls.start(B);
            calls.obeyAll();
            assertThat(calls.told()).endsWith("telephony: b owns", "follow-b?", "started");
        }
    }

    @Test
    void aWordFromBeforeTheLastOrderIsNoProofAndSaysWhatItLacks() {
        story.stop(A);
        story.obeyAll().mark();
        story.start(A);
        story.answer(Result.FAILED);
        assertThatThrownBy(() -> story.start(B)).isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(
                        String.valueOf(refusal.members().get("gates")))
                .contains("says INACTIVE at epoch 2, but was given epoch 3 with its last order"));
    }

    @Test
    void aGroupThatDoesNotStartIsNamedAndTheButtonIsPressedAgain() {
        story.stop(A);
        story.obeyAll().mark();
        story.start(A);
        story.obey().answer(Result.FAILED);
        assertThat(story.told()).endsWith("start-management-a?", "start-management-a failed", "not started");
        assertThat(story.events.getLast())
                .asInstanceOf(type(ServicesStartFailed.class))
                .extracting(ServicesStartFailed::reason, STRING)
                .as("which step on which node")
                .startsWith("start-management-a: The node failed.")
                .endsWith("Press Start services again when the cause is gone: what serves already is left alone.");
        story.mark();
        story.start(A);
        story.obeyAll();
        assertThat(story.told())
                .as("what serves already is left alone")
                .startsWith("start-management-a?")
                .endsWith("started");
    }

    @Test
    void aNodeThatSaysItFailedIsBelieved() {
        story.stop(A);
        story.obeyAll();
        story.start(A);
        story.a.obey(story.open().step(), story.open().epoch());
        story.a.say(Group.DATA, ReportedState.FAILED);
        story.say(story.a);
        assertThat(story.told()).endsWith("promote-data-a failed", "not started");
    }
}
