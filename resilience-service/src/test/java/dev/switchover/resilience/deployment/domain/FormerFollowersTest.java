package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMds;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentChanged;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationMet;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.EndStep;
import dev.switchover.resilience.plan.domain.Definition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was owed by a follower that the deployment has no more. */
class FormerFollowersTest {

    private static final List<String> ALL = List.of("mds-m1", "mds-m2", "edge", "cc-cc-a", "cc-cc-b");

    private final Story story = new Story(Given.whole());

    /** Nobody has followed. */
    private void failover() {
        story.failover();
        story.obey(6);
        story.send(new EndStep(ID, story.open().run(), story.open().order(), ALL));
        story.obeyAll().mark();
    }

    private static Definition withoutFollowers(String... mds) {
        return Given.followedBy(Given.whole(), null, List.of(mds), null);
    }

    @Test
    void isMetByTheChange() {
        failover();
        story.change(withoutFollowers("m1"));
        assertThat(story.told()).containsExactlyInAnyOrder("met: mds-m2", "met: edge", "met: cc-cc-a", "met: cc-cc-b");
        assertThat(story.events)
                .filteredOn(ObligationMet.class::isInstance)
                .contains(new ObligationMet(ID, "mds-m2", "m2 belongs to the deployment no more", null))
                .contains(new ObligationMet(ID, "edge", "the Edge belongs to the deployment no more", null));
        assertThat(story.state().obligations()).extracting(Obligation::id).containsExactly("mds-m1");
    }

    @Test
    void leavesNoLaterRunIncomplete() {
        failover();
        story.change(withoutFollowers());
        story.failback();
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
        assertThat(story.state().obligations()).isEmpty();
    }

    /** A change from before the met of it: it is open in the log. */
    @Test
    void isMetByTheNextChangeOrRunWhereItWasForgotten() {
        failover();
        story.happened(new DeploymentChanged(ID, withoutFollowers("m1")));
        story.send(new ReportMds(ID, "m1", B, 2));
        story.mark();
        story.failback();
        story.obey(6);
        story.send(new ReportMds(ID, "m1", A, 4));
        story.obeyAll();
        assertThat(story.told()).contains("met: mds-m2", "met: edge").endsWith("completed");
    }

    @Test
    void isMetByTheSameDefinitionAgainWhereItWasForgotten() {
        failover();
        story.happened(new DeploymentChanged(ID, withoutFollowers("m1")));
        story.mark().change(withoutFollowers("m1"));
        assertThat(story.told()).containsExactlyInAnyOrder("met: mds-m2", "met: edge", "met: cc-cc-a", "met: cc-cc-b");
    }

    @Test
    void whereItWasIsForgottenToo() {
        failover();
        story.send(new ReportMds(ID, "m2", B, 2));
        story.change(withoutFollowers("m1"));
        story.change(Given.whole());
        assertThat(story.state().followers().behind(Given.whole(), B)).contains("mds-m2");
    }
}
