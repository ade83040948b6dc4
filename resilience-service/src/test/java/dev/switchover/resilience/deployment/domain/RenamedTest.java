package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known of data follows the machine, whatever it is named. */
class RenamedTest {

    private static final NodeId A2 = new NodeId("a2");
    private static final NodeId C = new NodeId("c");

    private final Story story = new Story(Given.pair());

    private static Access at(String machine) {
        return new Access.Http("http://127.0.0.1:9/" + machine, null, Map.of());
    }

    private Definition definition() {
        return story.state().definition();
    }

    private void rename(PaperNode node, NodeId name) {
        story.change(Given.named(definition(), node.id, name));
        node.id = name;
        story.look();
    }

    private void replace(PaperNode node, NodeId name, Access access) {
        story.change(Given.named(Given.reached(definition(), node.id, access), node.id, name));
        node.id = name;
        story.look();
    }

    private Verdict inSync(RunKind direction) {
        return story.preview(direction, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS).gates().all().stream()
                .filter(gate -> gate.id().equals("replication-in-sync"))
                .map(Gate::verdict)
                .findFirst()
                .orElseThrow();
    }

    private void asksForTheData() {
        assertThat(inSync(RunKind.FAILBACK)).isEqualTo(Verdict.UNKNOWN);
    }

    private void resynced() {
        story.failbackWithResync();
        story.obeyAll();
        story.failover();
        story.obeyAll();
    }

    @Test
    void anotherNameAndTheOldOneAgainChangesNothing() {
        story.takenOverBlindly();
        rename(story.a, A2);
        asksForTheData();
        rename(story.a, A);
        asksForTheData();
        resynced();
        assertThat(inSync(RunKind.FAILBACK)).isEqualTo(Verdict.PASS);
    }

    @Test
    void whoTakesItsPlaceIsToGetTheDataToo() {
        story.takenOverBlindly();
        replace(story.a, C, at("c"));
        asksForTheData();
    }

    @Test
    void underAnotherNameTheMachineIsStillTheSame() {
        story.takenOverBlindly();
        replace(story.a, C, at("c"));
        resynced();
        assertThat(inSync(RunKind.FAILBACK)).isEqualTo(Verdict.PASS);
        replace(story.a, new NodeId("d"), at("a"));
        asksForTheData();
    }

    @Test
    void soIsTheMachineThatHadTheNewestDataWhenItWasReplaced() {
        story.failover();
        story.obeyAll();
        story.stop(B);
        story.obeyAll();
        replace(story.b, B, at("other"));
        story.saying("replication-in-sync").start(A);
        story.obeyAll();
        story.unsaid();
        replace(story.b, B, at("b"));
        assertThat(inSync(RunKind.FAILOVER)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void alsoUnderTheNameOfOneThatHasTheData() {
        story.takenOverBlindly();
        replace(story.a, C, at("c"));
        resynced();
        story.change(Given.reached(definition(), C, at("a")));
        asksForTheData();
    }

    @Test
    void ofOneThatWasAskedByHandThePlaceTells() {
        story.takenOverBlindly();
        story.change(Given.reached(definition(), A, new Access.Manual(Map.of())));
        replace(story.a, C, new Access.Manual(Map.of()));
        asksForTheData();
    }

    @Test
    void aChangeOfSomethingElseMarksNobody() {
        story.takenOverBlindly();
        rename(story.a, A2);
        resynced();
        story.change(Given.reached(definition(), B, at("b/")));
        assertThat(inSync(RunKind.FAILBACK)).isEqualTo(Verdict.PASS);
    }

    @Test
    void mainAndStandbyMayChangeTheirPlaces() {
        story.takenOverBlindly();
        story.change(Given.swapped(definition()));
        assertThat(inSync(RunKind.FAILOVER)).as("from b to a").isEqualTo(Verdict.UNKNOWN);
        assertThat(story.state().roles().all())
                .allSatisfy(role -> assertThat(role.isApart(B)).isFalse());
    }

    @Test
    void whoHadTheDataLastHasThemUnderAnotherName() {
        story.failover();
        story.obeyAll();
        story.stop(B);
        story.obeyAll();
        rename(story.b, C);
        story.start(C);
        story.obeyAll();
        assertThat(story.told()).endsWith("started");
        assertThat(inSync(RunKind.FAILBACK)).isEqualTo(Verdict.PASS);
    }

    @Test
    void whereItHasGoneNobodyHasThem() {
        story.failover();
        story.obeyAll();
        story.stop(B);
        story.obeyAll();
        replace(story.b, C, at("c"));
        asksForTheData();
        assertThat(inSync(RunKind.FAILOVER)).isEqualTo(Verdict.UNKNOWN);
        story.saying("replication-in-sync").start(A);
        story.obeyAll();
        assertThat(story.told()).endsWith("started");
    }

    @Test
    void aMachineThatHasNeverSaidAnythingMayBeNamedAnew() {
        var slip = Story.unheard(Given.pair());
        slip.change(Given.reached(slip.definition, A, at("elsewhere")));
        assertThat(slip.state().roles().all())
                .allSatisfy(role -> assertThat(role.apart()).isEmpty());
    }
}
