package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartFailed;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.ReportedState;
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
