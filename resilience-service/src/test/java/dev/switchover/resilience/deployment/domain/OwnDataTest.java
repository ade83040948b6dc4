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

/** Data that one node has and the other never got: it is neither started nor lost without anybody's knowing. */
class OwnDataTest {

    private static final String IN_SYNC = "replication-in-sync";

    private Story story = new Story(Given.pair());

    private Preview preview(RunKind direction) {
        return story.preview(direction, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS);
    }

    private Gate inSync(RunKind direction) {
        return preview(direction).gates().all().stream()
                .filter(gate -> gate.id().equals(IN_SYNC))
                .findFirst()
                .orElseThrow();
    }

    private void refused(RunKind direction) {
        assertThatThrownBy(() -> story.switchover(direction, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS))
                .isInstanceOfSatisfying(
                        Rejection.class, it -> assertThat(it.problem()).isEqualTo("gates-refuse"));
    }

    @Nested
    class OnceOneHasServedUnasked {

        private Role data() {
            return story.state().roles().of(Group.DATA);
        }

        @Test
        void whileItsStartWasKeptBackItsRowsAreItsOwn() {
            story.failover();
            story.obeyUntil("promote-data-b");
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.look().keepBack();
            assertThat(story.told()).endsWith("promote-data-b failed");
            assertThat(data().isApart(B)).isTrue();
        }

        @Test
        void anOrderThatMayNotHaveReachedItIsNoExcuseOnceItIsStopped() {
            var run = story.failover();
            story.obeyUntil("promote-data-b");
            story.b.position = 900;
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            story.b.position = 1100;
            story.look();
            story.send(new CancelRun(ID, run, "not now", "olga"));
            assertThat(data().isApart(B)).isTrue();
        }

        @Test
        void whoeverHadAllWhenItBeganHasNothingThatPositionsDoNotTell() {
            var run = story.failover();
            story.obeyUntil("promote-data-b");
            story.node(B).begin(story.open().step(), story.open().epoch());
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            story.send(new CancelRun(ID, run, "not now", "olga"));
            story.b.end(Group.DATA);
            story.obeyAll();
            assertThat(data()).returns(A, Role::owner).returns(false, role -> role.isApart(B));
        }

        @Test
        void itsRowsAreItsOwnAlsoWhereItOnlyEndsItsCalls() {
            story.stop(A);
            story.obeyAll();
            story.b.position = 900;
            story.b.say(Group.DATA, ReportedState.DRAINING);
            story.look();
            assertThat(data()).returns(null, Role::last).returns(true, role -> role.isApart(B));
        }

        @Test
        void theOldOwnersLaterRowsAreLeftByWhoStartsWithThoseBefore() {
            story.failover();
            story.obeyUntil("promote-data-b");
            story.b.obey(story.open().step(), story.open().epoch());
            story.a.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            assertThat(data()).returns(B, Role::owner).returns(true, role -> role.isApart(A));
        }

        @Test
        void andWasStoppedBeforeAnybodyLookedTheLastOwnerDoesNotStartWithoutAWord() {
            story.stop(A);
            story.obeyAll();
            story.b.position = 1280;
            assertThatThrownBy(() -> story.start(A))
                    .hasMessageContaining("replication-in-sync")
                    .isInstanceOf(Rejection.class);
            assertThat(story.previewOfStart(A).gates().all())
                    .anySatisfy(
                            gate -> assertThat(gate.measured())
                                    .isEqualTo(
                                            "b is 280 bytes ahead of a, which owned the data last and has stopped: it has data of its own"));
            story.saying(IN_SYNC).start(A);
            story.obeyAll();
            assertThat(story.told()).endsWith("started");
            assertThat(data().isApart(B)).isTrue();
        }

        @Test
        void aWordForOneThatDoesNotTellItsPositionSaysNothingOfTheOther() {
            story = Story.unheard(Given.pair());
            story.b.tellsWhereItEnded = false;
            story.look().stop(A);
            story.obeyAll();
            assertThatThrownBy(() -> story.start(B)).hasMessageContaining("replication-in-sync");
            story.saying(IN_SYNC).start(B);
            story.obeyAll();
            assertThat(data()).returns(B, Role::owner).returns(false, role -> role.isApart(A));
        }

        @Test
        void andWasStoppedBeforeAnybodyLookedItStartsOnAWordToo() {
            story.stop(A);
            story.obeyAll();
            story.b.position = 1280;
            assertThatThrownBy(() -> story.start(B)).hasMessageContaining("replication-in-sync");
            story.saying(IN_SYNC).start(B);
            story.obeyAll();
            assertThat(story.told()).endsWith("started");
            assertThat(data()).returns(true, role -> role.isApart(A)).returns(false, role -> role.isApart(B));
        }

        @Test
        void noWordIsTakenWhileTheLastOwnerServes() {
            story.b.position = 1280;
            assertThat(story.previewOfStart(B).gates().all())
                    .filteredOn(gate -> gate.id().equals(IN_SYNC))
                    .singleElement()
                    .returns(Verdict.FAIL, Gate::verdict);
        }

        @Test
        void andWasStoppedBeforeAnybodyLookedAnEmergencyRemembersItsRows() {
            story.stop(A);
            story.obeyAll();
            story.b.position = 1280;
            story.unheard(
                    B, () -> story.switchover(RunKind.FAILBACK, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS));
            assertThat(data().isApart(B)).isTrue();
        }
    }

    @Test
    void whoIsAheadOfWhoHasTheDataIsNotPassed() {
        story.b.position = 1280;
        assertThat(inSync(RunKind.FAILOVER))
                .returns(Verdict.FAIL, Gate::verdict)
                .returns("b is 280 bytes ahead of a, which has the data: it has data of its own", Gate::measured)
                .satisfies(
                        gate -> assertThat(gate.remedy()).contains("\"resync\": true", "throws away what only b has"));
        assertThat(preview(RunKind.FAILOVER).ownData()).contains("280 bytes ahead");
        refused(RunKind.FAILOVER);
        story.resynced(RunKind.FAILOVER);
        assertThat(story.told()).endsWith("resync-data-b?");
    }

    @Nested
    class OnceDataWereTakenOverBlindly {

        @Test
        void positionsSayNothing() {
            story.takenOverBlindly();
            assertThat(inSync(RunKind.FAILBACK))
                    .returns(Verdict.UNKNOWN, Gate::verdict)
                    .satisfies(gate -> assertThat(gate.measured()).contains("a may have data of its own"))
                    .satisfies(gate -> assertThat(gate.remedy()).contains("\"resync\": true", "attest " + IN_SYNC));
            assertThat(preview(RunKind.FAILBACK).ownData()).contains("a may have data of its own");
            refused(RunKind.FAILBACK);
        }

        @Test
        void theyDoAgainWhenTheDataWereBroughtOver() {
            story.takenOverBlindly();
            var run = story.failbackWithResync();
            story.obey();
            story.send(new CancelRun(ID, run, "not now", "olga"));
            story.obeyAll();
            assertThat(inSync(RunKind.FAILBACK)).returns(Verdict.PASS, Gate::verdict);
            assertThat(preview(RunKind.FAILBACK).ownData()).isNull();
        }

        @Test
        void aPersonSaysThatTheyWereMadeAnew() {
            story.takenOverBlindly();
            story.saying(IN_SYNC).failback();
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
            assertThat(inSync(RunKind.FAILOVER)).returns(Verdict.PASS, Gate::verdict);
        }

        @Test
        void theButtonAsksForTheSameWord() {
            story.takenOverBlindly();
            story.stop(B);
            story.obeyAll();
            assertThatThrownBy(() -> story.start(A)).hasMessageContaining(IN_SYNC);
            story.saying(IN_SYNC).start(A);
            story.obeyAll();
            assertThat(story.told()).endsWith("started");
        }

        @Test
        void theOwnerStartsAgainAllTheSame() {
            story.takenOverBlindly();
            story.a.position = 1280;
            story.look();
            story.stop(B);
            story.obeyAll();
            story.start(B);
            assertThat(story.open().position()).as("its data are the newest").isNull();
            story.obeyAll();
            assertThat(story.told()).endsWith("started");
        }

        @Test
        void aNodeThatWasStoppedByItsOwnWordHasNoneOfItsOwn() {
            story.failover();
            story.obeyAll();
            assertThat(inSync(RunKind.FAILBACK)).returns(Verdict.PASS, Gate::verdict);
        }

        @Test
        void whoTakesOverAsTwoWishedLeavesTheOtherWithDataOfItsOwn() {
            story.takenOverBlindly();
            story.overriding(RunKind.FAILBACK, IN_SYNC);
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
            assertThat(inSync(RunKind.FAILOVER)).returns(Verdict.UNKNOWN, Gate::verdict);
        }
    }

    /** Nobody ordered it, and it has written: a look at it came too late for its position to tell. */
    @Nested
    class WhoServedBesideTheOwner {

        private void strayed() {
            story.failover();
            story.obeyAll();
            story.a.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            story.a.say(Group.DATA, ReportedState.INACTIVE);
            story.look();
        }

        @Test
        void mayHaveDataOfItsOwnWhenItHasStopped() {
            strayed();
            assertThat(inSync(RunKind.FAILBACK))
                    .returns(Verdict.UNKNOWN, Gate::verdict)
                    .satisfies(gate -> assertThat(gate.measured()).contains("a may have data of its own"));
            story.failbackWithResync();
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
        }

        @Test
        void alsoWhereNobodyOwnedTheDataThen() {
            story.stop(A);
            story.obeyAll();
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            story.b.say(Group.DATA, ReportedState.INACTIVE);
            story.look();
            assertThat(inSync(RunKind.FAILOVER)).returns(Verdict.UNKNOWN, Gate::verdict);
        }

        @Test
        void doesNotStartWhereThatIsFoundOnTheWay() {
            var run = story.failover();
            story.obeyUntil("fence-data-a");
            story.b.say(Group.DATA, ReportedState.ACTIVE);
            story.look();
            story.b.say(Group.DATA, ReportedState.INACTIVE);
            story.look().obey();
            assertThat(story.told()).endsWith("promote-data-b failed");
            story.send(new CancelRun(ID, run, "two wrote", "olga"));
            story.obeyAll();
            assertThat(story.told()).endsWith("restored");
        }
    }

    @Nested
    class WhenTheOldNodeHasStopped {

        private int untilDataStart() {
            var run = story.failover();
            story.obey(4);
            assertThat(story.open().step().id()).isEqualTo("promote-data-b");
            return run;
        }

        @Test
        void theNewOneIsToHaveNoMoreThanIt() {
            untilDataStart();
            assertThat(story.open().takesOver()).isTrue();
        }

        @Test
        void whatWasKeptBackHasWrittenNothingSoTheWayBackIsOpen() {
            story.b.position = 900;
            var run = untilDataStart();
            story.b.position = 1280;
            story.keepBack();
            story.send(new CancelRun(ID, run, "it has data of its own", "olga"));
            story.obey();
            assertThat(story.open().step().id()).isEqualTo("promote-data-a");
            assertThat(story.open().position()).isNull();
            story.obeyAll();
            assertThat(story.told()).endsWith("restored");
        }

        @Test
        void whatMayHaveBeenWrittenIsAwaitedOnTheWayBack() {
            var run = untilDataStart();
            story.answer(Result.IN_DOUBT);
            story.send(new RetryStep(ID, run));
            assertThat(story.open().takesOver())
                    .as("it may be ahead by our own order")
                    .isFalse();
            story.keepBack();
            story.b.position = 1280;
            story.send(new CancelRun(ID, run, "nobody knows", "olga"));
            story.obey();
            assertThat(story.open().step().id()).isEqualTo("promote-data-a");
            assertThat(story.open().position()).isEqualTo(1280);
            assertThat(story.open().takesOver()).isFalse();
        }
    }
}
