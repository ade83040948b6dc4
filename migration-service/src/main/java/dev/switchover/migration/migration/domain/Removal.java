package dev.switchover.migration.migration.domain;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Gates;
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
record Removal(
        int number,
        @Nullable RemovalStep open,
        List<RemovalStep> done,
        boolean noReturn,
        boolean inDoubt,
        List<String> overridden) {

    static final Removal NONE = new Removal(0, null, List.of(), false, false, List.of());

    Removal {
        done = List.copyOf(done);
        overridden = List.copyOf(overridden);
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
            case SourceRemovalStarted started ->
                new Removal(started.removal(), null, List.of(), false, false, overridden(started.gates()));
            case RemovalStepStarted started -> at(started.step(), done, noReturn, false);
            case RemovalStepDone stepDone -> at(null, with(stepDone.step()), noReturn, false);
            case PointOfNoReturnPassed passed -> at(open, done, true, inDoubt);
            case RemovalInDoubt doubt -> at(open, done, noReturn, true);
            case RemovalCancelled cancelled -> at(null, List.of(), false, false);
            case SourceRemoved removed -> at(null, done, true, false);
        };
    }

    private List<RemovalStep> with(RemovalStep step) {
        var all = new ArrayList<>(done);
        all.add(step);
        return all;
    }

    private Removal at(@Nullable RemovalStep step, List<RemovalStep> steps, boolean past, boolean doubt) {
        return new Removal(number, step, steps, past, doubt, overridden);
    }

    private static List<String> overridden(Gates gates) {
        return Gates.ids(gates.all().stream().filter(Gate::overridden).toList());
    }
}
