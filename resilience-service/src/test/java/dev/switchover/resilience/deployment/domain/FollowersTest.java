package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportEdge;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMds;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMdsLost;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportSilence;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.EndStep;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CC, media servers and Edge behind a switchover. */
class FollowersTest {

    private static final List<String> ALL = List.of("mds-m1", "mds-m2", "edge", "cc-cc-a", "cc-cc-b");

    private final Story story = new Story(Given.whole());

    @BeforeEach
    void untilTheFollowersAreWaitedFor() {
        cc("cc-a", ReportedState.ACTIVE, 1);
        cc("cc-b", ReportedState.INACTIVE, 0);
        story.failover();
        story.obey(6).mark();
        assertThat(story.open().step().id()).isEqualTo("follow-b");
    }

    private void cc(String node, ReportedState state, long epoch) {
        var said = new GroupReport(Group.SERVICES, state, epoch, null, null);
        story.send(new ReportNode(ID, new NodeId(node), new NodeReport(Story.NOW, List.of(said)), false));
    }

    private void mds(String mds) {
        story.send(new ReportMds(ID, mds, B, 2));
    }

    private void edge() {
        story.send(new ReportEdge(ID, B, 2));
    }

    private void timeIsOver(List<String> lookedAt) {
        story.send(new EndStep(ID, story.open().run(), story.open().order(), lookedAt));
    }

    @Test
    void theRunGoesOnWhenAllHaveFollowed() {
        mds("m2");
        cc("cc-b", ReportedState.ACTIVE, 2);
        edge();
        cc("cc-a", ReportedState.INACTIVE, 2);
        assertThat(story.told()).containsExactly("m2 at b", "edge at b", "cc follows to b");
        mds("m1");
        assertThat(story.told()).endsWith("m1 at b", "stop-telephony-a?");
    }

    @Test
    void whoDoesNotFollowInTimeHoldsNobodyUpAndIsOwed() {
        mds("m1");
        edge();
        cc("cc-b", ReportedState.ACTIVE, 2);
        timeIsOver(ALL);
        assertThat(story.told()).endsWith("owed: mds-m2", "owed: cc-cc-a", "stop-telephony-a?");
        story.obeyAll();
        assertThat(story.told()).endsWith("completed, open: [mds-m2, cc-cc-a]");
        story.mark();
        mds("m2");
        cc("cc-a", ReportedState.INACTIVE, 2);
        assertThat(story.told()).containsExactly("m2 at b", "met: mds-m2", "met: cc-cc-a", "cc follows to b");
    }

    @Test
    void nobodyIsGivenUpAtWhomNobodyHasLookedSinceHisTimeWasOver() {
        mds("m1");
        edge();
        story.mark();
        timeIsOver(List.of());
        timeIsOver(List.of("mds-m2", "cc-cc-b"));
        assertThat(story.told()).isEmpty();
        mds("m2");
        cc("cc-b", ReportedState.ACTIVE, 2);
        timeIsOver(List.of("cc-cc-a"));
        assertThat(story.told()).endsWith("owed: cc-cc-a", "stop-telephony-a?");
    }

    @Test
    void whomNobodyCouldLookAtIsOwedWithTheReason() {
        mds("m1");
        cc("cc-b", ReportedState.ACTIVE, 2);
        cc("cc-a", ReportedState.INACTIVE, 2);
        story.mark();
        var open = story.open();
        story.send(new EndStep(ID, open.run(), open.order(), List.of(), Map.of("mds-m2", "no such task")));
        assertThat(story.told()).as("the Edge was not looked at").isEmpty();
        story.send(new EndStep(ID, open.run(), open.order(), List.of("edge"), Map.of("mds-m2", "no such task")));
        assertThat(story.told()).containsExactly("owed: mds-m2", "owed: edge", "stop-telephony-a?");
        assertThat(story.state().obligation("mds-m2").orElseThrow().what())
                .isEqualTo("mds-m2 has not followed to b yet. Nobody could look at it: no such task");
        story.obeyAll().failback();
        story.obey(6).mark();
        timeIsOver(ALL);
        assertThat(story.told()).as("of the other side").contains("met: mds-m2", "owed: mds-m2");
    }

    @Test
    void aSilentCcIsOwedOnlyWhileItIsOnTheWrongSide() {
        story.send(new ReportSilence(ID, new NodeId("cc-a"), "no route"));
        assertThat(story.told()).containsExactly("owed: cc-cc-a");
        cc("cc-b", ReportedState.ACTIVE, 2);
        story.mark();
        story.send(new ReportSilence(ID, new NodeId("cc-b"), "no route"));
        assertThat(story.told()).isEmpty();
    }

    @Test
    void whatWasOwedOnTheWayAndMetBeforeTheEndIsNotLeftOpen() {
        story.send(new ReportSilence(ID, new NodeId("cc-a"), "no route"));
        mds("m1");
        edge();
        cc("cc-b", ReportedState.ACTIVE, 2);
        timeIsOver(ALL);
        cc("cc-a", ReportedState.INACTIVE, 2);
        mds("m2");
        assertThat(story.told()).contains("met: cc-cc-a", "met: mds-m2");
        story.obeyAll();
        assertThat(story.told()).endsWith("completed");
    }

    @Test
    void whatAPersonHasProvenOfASilentCcIsNotOwedAgainUntilTheSidesChange() {
        story.send(new ReportSilence(ID, new NodeId("cc-a"), "no route"));
        story.prove("cc-cc-a", "no power", "olga");
        story.mark();
        story.send(new ReportSilence(ID, new NodeId("cc-a"), "no route"));
        assertThat(story.told()).isEmpty();
        timeIsOver(ALL);
        assertThat(story.told()).contains("owed: cc-cc-b").doesNotContain("owed: cc-cc-a");
        story.obeyAll().failback();
        story.obeyAll().failover();
        story.obey(6).mark();
        story.send(new ReportSilence(ID, new NodeId("cc-a"), "no route"));
        assertThat(story.told()).containsExactly("owed: cc-cc-a");
    }

    @Test
    void aMediaServerThatForgetsTheNodeIsOwedUntilItHasItAgain() {
        mds("m1");
        story.mark();
        story.send(new ReportMdsLost(ID, "m1", A, "late"));
        assertThat(story.told()).isEmpty();
        story.send(new ReportMdsLost(ID, "m1", B, "absent"));
        story.send(new ReportMdsLost(ID, "m1", B, "absent"));
        assertThat(story.told()).containsExactly("owed: mds-m1");
        mds("m1");
        assertThat(story.told()).containsExactly("owed: mds-m1", "m1 at b", "met: mds-m1");
    }

    @Test
    void whatIsReportedForTheOldSideCountsForNothing() {
        story.send(new ReportMds(ID, "m1", A, 1));
        story.send(new ReportEdge(ID, A, 1));
        assertThat(story.told()).isEmpty();
    }

    @Test
    void aFailbackWaitsForAnEdgeThatWasNeverSeenToFollow() {
        backWithAllOwed();
        allButTheEdgeAreAtA();
        assertThat(story.told()).doesNotContain("stop-telephony-b?");
        story.send(new ReportEdge(ID, A, 4));
        assertThat(story.told()).endsWith("edge at a", "met: edge", "stop-telephony-b?");
    }

    @Test
    void whatAPersonHasSeenOfTheEdgeSaysNothingOfTheWayBack() {
        timeIsOver(ALL);
        story.prove("edge", "I have seen b in the browser", "olga");
        back();
        allButTheEdgeAreAtA();
        assertThat(story.told()).doesNotContain("stop-telephony-b?");
    }

    @Test
    void anEdgeThatFollowsNeitherThereNorBackLeavesBothRunsIncomplete() {
        backWithAllOwed();
        allButTheEdgeAreAtA();
        story.mark();
        timeIsOver(List.of("edge"));
        assertThat(story.told()).containsExactly("met: edge", "owed: edge", "stop-telephony-b?");
        assertThat(story.state().obligation("edge").orElseThrow().what()).contains("followed to a");
        story.obeyAll();
        assertThat(story.told()).endsWith("completed, open: [edge]");
    }

    @Test
    void whatAContactCentreSaidBeforeDoesNotProveThatItFollowedBack() {
        story.send(new ReportSilence(ID, new NodeId("cc-a"), "no route"));
        backWithAllOwed();
        mdsAreAtA();
        story.send(new ReportEdge(ID, A, 4));
        assertThat(story.told()).doesNotContain("stop-telephony-b?");
        timeIsOver(List.of("cc-cc-a", "cc-cc-b"));
        assertThat(story.told()).endsWith("met: cc-cc-b", "owed: cc-cc-b", "stop-telephony-b?");
        assertThat(story.state().obligation("cc-cc-a").orElseThrow().what()).endsWith("no route");
        story.obeyAll();
        assertThat(story.told()).endsWith("completed, open: [cc-cc-b, cc-cc-a]");
    }

    private void backWithAllOwed() {
        timeIsOver(ALL);
        back();
    }

    private void back() {
        story.obeyAll().failback();
        story.obey(6).mark();
        assertThat(story.open().step().id()).isEqualTo("follow-a");
    }

    /** The contact centre says what it said before the failover: nothing has reached it. */
    private void allButTheEdgeAreAtA() {
        mdsAreAtA();
        cc("cc-a", ReportedState.ACTIVE, 1);
        cc("cc-b", ReportedState.INACTIVE, 0);
    }

    private void mdsAreAtA() {
        story.send(new ReportMds(ID, "m1", A, 4));
        story.send(new ReportMds(ID, "m2", A, 4));
    }
}
