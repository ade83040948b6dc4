package dev.switchover.resilience.deployment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.deployment.domain.SwitchoverEvent.RunCancelled;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverStarted;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.plan.domain.Step;
import org.jspecify.annotations.Nullable;

/**
 * Judges that in a switchover two nodes take new calls only from the start on the new one until the old one drains, stops or
 * is cut off, and that none ends before. Who presses the buttons, or gives a run up, sees to it himself.
 */
final class TakingCalls {

    private final Story story;
    private boolean guided;
    private @Nullable StepStarted current;

    /** Whether the way back is about calls at all; else it leaves with each what takes them. */
    private boolean givesCallsBack;

    private int overlaps;

    TakingCalls(Story story) {
        this.story = story;
    }

    /** How often two were found to take calls, as they may. */
    int overlaps() {
        return overlaps;
    }

    void after(Object event, String life) {
        switch (event) {
            case SwitchoverStarted started -> {
                guided = true;
                givesCallsBack = false;
            }
            case RunCancelled cancelled ->
                givesCallsBack = cancelled.back().stream().anyMatch(step -> step.group() == Group.TELEPHONY);
            case StepStarted started -> current = started;
            case SwitchoverCompleted completed -> onlyOneTakesCalls("the end", life);
            case SwitchoverAborted aborted
            when aborted.restored() && givesCallsBack -> onlyOneTakesCalls("the way back's end", life);
            default -> {}
        }
        if (Told.endsRun(event)) {
            guided = false;
            current = null;
        }
    }

    void judge(String life) {
        if (!guided || current == null || current.back()) {
            return;
        }
        if (isAboutCalls(current.step())) {
            overlaps += taking() > 1 ? 1 : 0;
        } else {
            onlyOneTakesCalls(current.step().id(), life);
        }
    }

    private void onlyOneTakesCalls(String when, String life) {
        assertThat(taking()).as("nodes that take calls at %s, %s", when, life).isLessThanOrEqualTo(1);
    }

    private int taking() {
        return story.active(Group.TELEPHONY).size();
    }

    private static boolean isAboutCalls(Step step) {
        return step.isFence() || (step.action() != null && step.group() == Group.TELEPHONY);
    }
}
