package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.ID;
import static dev.switchover.resilience.deployment.domain.Story.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.deployment.domain.SwitchoverCommand.EndStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.ReportStep;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepAnswered;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepInDoubt;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepSucceeded;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.OrderAnswer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a node answers to an order is kept beside what came of the order, and a person's evidence is shown as his. */
class AnswersTest {

    private static final OrderAnswer DONE = new OrderAnswer(0, "12 lines moved", Duration.ofMillis(812));

    private final Story story = new Story(Given.pair());

    @Test
    void theAnswerStandsBesideWhatProvesTheStep() {
        story.failover();
        obeyed(story.open(), DONE);

        assertThat(first(StepSucceeded.class)).satisfies(it -> {
            assertThat(it.evidence()).isEqualTo("the node's own status");
            assertThat(it.answer()).isEqualTo(DONE);
            assertThat(it.by()).isNull();
        });
    }

    @Test
    void itIsNotTakenForTheAnswerToTheNextOrder() {
        story.failover();
        obeyed(story.open(), DONE);
        story.look();
        story.node(story.open().step().node())
                .obey(story.open().step(), story.open().epoch());
        story.look();

        assertThat(all(StepSucceeded.class)).extracting(StepSucceeded::answer).containsExactly(DONE, null);
    }

    @Test
    void aPersonsEvidenceIsHis() {
        story.failover();
        var open = story.open();
        var node = story.node(open.step().node());
        node.obey(open.step(), open.epoch());
        report(open, Result.SUCCEEDED, "saw the lamp", node.report(NOW), null, "vera");

        assertThat(first(StepSucceeded.class)).satisfies(it -> {
            assertThat(it.evidence()).isEqualTo("saw the lamp");
            assertThat(it.by()).isEqualTo("vera");
            assertThat(it.answer()).isNull();
        });
    }

    @Test
    void whoeverVouchesForAFenceIsNamed() {
        var run = story.emergency();
        story.a.powerOff();
        story.obey().answer(Result.IN_DOUBT);
        for (var by : List.of("vera", "olga")) {
            story.attest(run, story.a.id, by, 2);
        }

        assertThat(all(StepSucceeded.class)).last().satisfies(it -> {
            assertThat(it.step().isFence()).isTrue();
            assertThat(it.evidence()).contains("I pulled the plug");
            assertThat(it.by()).isEqualTo("vera, olga");
        });
    }

    @Test
    void whoDoesNotDoWhatHeWasAskedForIsNamed() {
        story.failover();
        report(story.open(), Result.FAILED, "Not done: no key", null, null, "vera");

        assertThat(first(StepFailed.class)).satisfies(it -> {
            assertThat(it.reason()).isEqualTo("Not done: no key");
            assertThat(it.by()).isEqualTo("vera");
        });
    }

    @Test
    void anAnswerThatComesAfterTheProofIsKept() {
        story.failover();
        var open = story.open();
        story.node(open.step().node()).obey(open.step(), open.epoch());
        story.look();
        assertThat(first(StepSucceeded.class).answer()).isNull();
        report(open, Result.SUCCEEDED, "", null, DONE, null);

        assertThat(first(StepAnswered.class)).isEqualTo(new StepAnswered(ID, open.run(), open.order(), DONE));
    }

    @Test
    void soIsOneThatComesWhenTheOrderIsInDoubt() {
        story.failover();
        var open = story.open();
        story.send(new EndStep(ID, open.run(), open.order(), List.of()));
        report(open, Result.IN_DOUBT, "Nothing proves it within the limit.", null, DONE, null);

        assertThat(all(StepInDoubt.class)).hasSize(1);
        assertThat(first(StepAnswered.class).answer()).isEqualTo(DONE);
    }

    @Test
    void whatIsNotToBeSeenIsNoFailureOfTheNode() {
        story.failover();
        report(story.open(), Result.FAILED, "But b is still 300 bytes behind a.", null, DONE, null);

        assertThat(first(StepFailed.class).reason())
                .isEqualTo("The node says it is done. But b is still 300 bytes behind a.");
    }

    @Test
    void onlyAnExitCodeSaysThatTheNodeFailed() {
        story.failover();
        report(story.open(), Result.FAILED, "no space left", null, new OrderAnswer(1, "", Duration.ZERO), null);

        assertThat(first(StepFailed.class).reason()).isEqualTo("The node failed. no space left");
    }

    private void obeyed(StepStarted open, OrderAnswer answer) {
        var node = story.node(open.step().node());
        node.obey(open.step(), open.epoch());
        report(open, Result.SUCCEEDED, answer.output(), node.report(NOW), answer, null);
    }

    private void report(
            StepStarted open,
            Result result,
            String output,
            @Nullable NodeReport status,
            @Nullable OrderAnswer answer,
            @Nullable String person) {
        var report = new ActionReport(result, null, output, Duration.ZERO, NOW, status);
        story.send(new ReportStep(ID, open.run(), open.order(), report, answer, person));
    }

    private <T> T first(Class<T> kind) {
        return all(kind).getFirst();
    }

    private <T> List<T> all(Class<T> kind) {
        return story.events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
