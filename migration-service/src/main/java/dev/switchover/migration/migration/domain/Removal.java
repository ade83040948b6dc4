package dev.switchover.migration.migration.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.RemovalCommand.ConfirmRemovalStep;
import dev.switchover.migration.migration.domain.RemovalEvent.PointOfNoReturnPassed;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalCancelled;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalInDoubt;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepDone;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemoved;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The removal of the source: its number, the step that stands open, and whether there is a way back. */
record Removal(int number, @Nullable RemovalStep open, List<RemovalStep> done, boolean noReturn, boolean inDoubt) {

    static final Removal NONE = new Removal(0, null, List.of(), false, false);

    Removal {
        done = List.copyOf(done);
    }

    /** True if the confirmed step is the open one; false if it was confirmed before. */
    boolean confirms(ConfirmRemovalStep command) {
        if (command.removal() == number && done.contains(command.step())) {
            return false;
        }
        if (command.removal() != number || command.step() != open) {
            throw Rejection.conflict(
                    "removal-step-not-open",
                    "The removal does not wait for " + command.step().id() + ".");
        }
        if (command.evidence().isBlank()) {
            throw Rejection.invalid("evidence-missing", "Say what shows that the step is done.")
                    .at("evidence", "not blank", "");
        }
        return true;
    }

    /** What a cancellation restores, last step first. */
    List<String> toRestore() {
        var steps = new ArrayList<>(done);
        if (open != null) {
            steps.add(open);
        }
        return steps.reversed().stream()
                .map(RemovalStep::compensation)
                .filter(compensation -> !compensation.startsWith("none"))
                .distinct()
                .toList();
    }

    Removal after(RemovalEvent event) {
        return switch (event) {
            case SourceRemovalStarted started -> new Removal(started.removal(), null, List.of(), false, false);
            case RemovalStepStarted started -> new Removal(number, started.step(), done, noReturn, false);
            case RemovalStepDone stepDone -> new Removal(number, null, with(stepDone.step()), noReturn, false);
            case PointOfNoReturnPassed passed -> new Removal(number, open, done, true, inDoubt);
            case RemovalInDoubt doubt -> new Removal(number, open, done, noReturn, true);
            case RemovalCancelled cancelled -> new Removal(number, null, List.of(), false, false);
            case SourceRemoved removed -> new Removal(number, null, done, true, false);
        };
    }

    private List<RemovalStep> with(RemovalStep step) {
        var all = new ArrayList<>(done);
        all.add(step);
        return all;
    }
}
