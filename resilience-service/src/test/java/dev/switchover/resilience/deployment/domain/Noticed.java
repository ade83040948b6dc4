package dev.switchover.resilience.deployment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.ReportedState;
import java.util.List;

/**
 * Judges that of a node that was looked at and serves what another owns, or nobody, something is owed as soon as nobody's
 * order sees to it.
 */
final class Noticed {

    private final Story story;

    Noticed(Story story) {
        this.story = story;
    }

    /** After each node was looked at. */
    void judge(String life) {
        List.of(story.a, story.b).stream()
                .filter(node -> !node.isOff())
                .forEach(node -> story.definition.groups().forEach(group -> judge(node, group, life)));
    }

    private void judge(PaperNode node, Group group, String life) {
        var state = story.state();
        var run = state.run();
        var isServing = node.state(group) == ReportedState.ACTIVE
                && !node.id.equals(state.roles().of(group).owner());
        var isSeenTo = run != null && (!run.isStuck() || run.isStuckAtDrainOf(node.id) || run.starts(group, node.id));
        if (isServing && !isSeenTo) {
            assertThat(state.obligations())
                    .as("owed of %s, which serves %s, %s", node.id, group.id(), life)
                    .extracting(Obligation::id)
                    .contains("stop-" + node.id);
        }
    }
}
