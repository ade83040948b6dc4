package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentRetired;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.ReportedState;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.junit.jupiter.api.Test;

/** The end of a deployment that was defined by mistake, or is needed no more. */
class RetiringTest {

    private final Story story = new Story(Given.pair());

    @Test
    void nothingIsOwedAfterwardsAndNothingCanBeSaidOfIt() {
        story.b.say(Group.DATA, ReportedState.ACTIVE);
        story.look().mark();
        story.retire();
        assertThat(story.told()).containsExactly("met: stop-b");
        assertThat(story.events.getLast()).isEqualTo(new DeploymentRetired(ID, "defined by mistake", "ada"));
        story.b.say(Group.DATA, ReportedState.INACTIVE);
        assertThatThrownBy(story::look).isInstanceOf(AggregateDeletedException.class);
    }

    @Test
    void notWhileARunGoesOn() {
        story.failover();
        assertThatThrownBy(story::retire)
                .isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.problem())
                        .isEqualTo("run-going-on"));
    }
}
