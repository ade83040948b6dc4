package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepSucceeded;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was cut off once or half done, and is begun anew or taken back. */
class WaysBackTest {

    private static final long LATER_ROWS = 5000;

    private static void cancel(Story story, int run) {
        story.send(new CancelRun(ID, run, "changed our minds", "olga"));
        story.obeyAll();
    }

    @Nested
    class OfOneThatWasCutOff {

        /** By then it has obeyed, and was ordered to start again. */
        @Test
        void itIsCutOffAnewBeforeItsDataStartElsewhere() {
            var story = new Story(Given.groups(Group.DATA, Group.MANAGEMENT)).takenOverBlindly();
            story.a.resync = () -> story.a.position = story.b.position;
            story.failbackWithResync();
            story.obeyUntil("promote-data-a");
            story.a.powerOff();
            story.answer(Result.IN_DOUBT);
            var run = story.emergency();
            story.obeyUntil("fence-a").answer(Result.IN_DOUBT);
            story.attest(run, A, "olga", 1);
            story.obeyAll();
            assertThat(story.active(Group.DATA)).containsExactly(B);
            assertThat(story.told()).last().asString().startsWith("completed");
        }

        @Test
        void itIsCutOffAnewThoughItAnswersSince() {
            var story = new Story(Given.pair());
            var run = story.emergency();
            story.a.powerOff();
            story.obeyUntil("fence-a").answer(Result.IN_DOUBT);
            story.attest(run, A, "olga", 1);
            var epoch = story.open().epoch();
            story.answer(Result.FAILED);
            story.a.powerOn();
            story.a.remember(epoch);
            story.look();
            story.emergencyWhileItAnswers();
            story.obeyUntil("fence-a");
            assertThat(story.open().step().isFence()).isTrue();
        }
    }

    @Nested
    class OfAStop {

        @Test
        void nothingIsStartedThatTheNodeOnlyEnded() {
            var calls = new Story(Given.groups(Group.TELEPHONY));
            calls.start(B);
            calls.obeyAll();
            var run = calls.stop(A);
            calls.obeyUntil("stop-telephony-a").mark();
            cancel(calls, run);
            assertThat(calls.told()).doesNotContain("telephony: a owns").endsWith("restored");
            assertThat(calls.state().active()).contains(B);
        }

        @Test
        void whatItOwnedIsItsOwnAgain() {
            var calls = new Story(Given.groups(Group.TELEPHONY));
            var run = calls.stop(A);
            calls.obeyUntil("stop-telephony-a");
            cancel(calls, run);
            assertThat(calls.state().active()).contains(A);
        }
    }

    @Nested
    class OfAnEmergency {

        @Test
        void theCallsStayWithWhoOwnedThemBefore() {
            var story = new Story(Given.pair());
            story.failover();
            story.obeyUntil("promote-data-b").answer(Result.FAILED);
            var run = story.emergency();
            story.answer(Result.FAILED).mark();
            cancel(story, run);
            assertThat(story.told()).doesNotContain("telephony: b released");
            assertThat(story.active(Group.TELEPHONY)).contains(B);
            assertThat(story.state().active()).contains(B);
        }
    }

    @Nested
    class OfOneThatWroteUnheard {

        /** It served in its own name for a while, and the owner goes on without what it wrote. */
        @Test
        void itsRowsAreSaidToBeLeftByTheOwner() {
            var story = new Story(Given.pair());
            story.failover();
            story.obeyAll();
            story.a.say(Group.TELEPHONY, ReportedState.ACTIVE);
            story.look();
            story.emergencyWhileItAnswers();
            story.a.position = LATER_ROWS;
            story.obeyAll();
            assertThat(story.told()).endsWith("completed");
            assertThat(leftAtTheStartOf(story, B)).isTrue();
        }

        private boolean leftAtTheStartOf(Story story, NodeId node) {
            return story.events.stream()
                    .filter(StepSucceeded.class::isInstance)
                    .map(StepSucceeded.class::cast)
                    .filter(done -> done.step().starts() && done.step().node().equals(node))
                    .anyMatch(done -> KeptBack.left(done.evidence()).isPresent());
        }

        static Stream<Definition> withData() {
            return Stream.of(Given.pair(), Given.plain(true));
        }

        /** It told how far it was before it was started, and does not tell where it stopped. */
        @ParameterizedTest
        @MethodSource("withData")
        void itsRowsAreSaidToBeLeft(Definition definition) {
            var story = new Story(definition);
            var run = story.failover();
            story.obeyUntil(definition.isSingle() ? "start-services-b" : "promote-data-b");
            story.b.obey(story.open().step(), story.open().epoch());
            story.answer(Result.IN_DOUBT);
            story.b.position = LATER_ROWS;
            story.b.powerOff();
            story.b.powerOn();
            story.b.tellsWhereItEnded = false;
            cancel(story, run);
            assertThat(story.told()).endsWith("restored");
            assertThat(leftAtTheStartOf(story, A)).isTrue();
        }
    }
}
