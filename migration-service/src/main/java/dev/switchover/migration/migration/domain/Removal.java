package dev.switchover.migration.migration.domain;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.MigrationCommand.StateOutage;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationPlanned;
import dev.switchover.migration.migration.domain.MigrationEvent.OutageStated;
import dev.switchover.migration.migration.domain.RemovalCommand.ConfirmRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.DoubtRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import dev.switchover.migration.migration.domain.RemovalEvent.PointOfNoReturnPassed;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalCancelled;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalInDoubt;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepDone;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemoved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The removal of the source: its number, the step that stands open, whether there is a way back, and why it was cancelled. */
record Removal(
        int number,
        @Nullable RemovalStep open,
        List<RemovalStep> done,
        boolean noReturn,
        boolean inDoubt,
        List<String> overridden,
        Map<String, List<String>> setAsideFor,
        @Nullable String cancelledFor) {

    private static final Duration LONGEST_OUTAGE = Duration.ofDays(7);

    static final Removal NONE = new Removal(0, null, List.of(), false, false, List.of(), Map.of(), null);

    Removal {
        done = List.copyOf(done);
        overridden = List.copyOf(overridden);
        setAsideFor = setAsideFor == null ? Map.of() : Map.copyOf(setAsideFor); // snapshots of before do not say
    }

    List<RemovalEvent> start(
            MigrationPlanned plan, StartRemoval command, Gates gates, Map<String, List<String>> setAsideFor) {
        Rejection.unlessAllPass(gates);
        var next = new Removal(number + 1, null, List.of(), false, false, List.of(), Map.of(), null);
        return List.of(
                new SourceRemovalStarted(
                        plan.migrationId(),
                        next.number,
                        plan.cluster(),
                        plan.source(),
                        plan.target(),
                        command.by(),
                        gates,
                        setAsideFor),
                next.begin(plan, RemovalStep.PREPARE));
    }

    /**
     * What follows from a person's word for the open step; empty if it was given before.
     *
     * @param next what can be done where no step is open
     */
    List<RemovalEvent> confirm(MigrationPlanned plan, ConfirmRemovalStep command, String next) {
        if (command.removal() == number && done.contains(command.step())) {
            return List.of();
        }
        if (command.removal() != number || command.step() != open) {
            throw Rejection.conflict(
                            "removal-step-not-open",
                            "The removal does not wait for " + command.step().id() + ".")
                    .at("step", "the open step", command.step().id(), waitsFor(plan, next))
                    .remedy(waitsFor(plan, next));
        }
        Demand.text("evidence", command.evidence());
        var events = new ArrayList<RemovalEvent>();
        events.add(end(plan, command.step(), command.evidence(), command.by()));
        events.addAll(following(plan, command));
        return events;
    }

    private String waitsFor(MigrationPlanned plan, String next) {
        return open == null
                ? "No step is open. " + next
                : "It waits for %s: %s.".formatted(open.id(), done(plan, open));
    }

    private static String done(MigrationPlanned plan, RemovalStep step) {
        return "POST /migrations/%s/removal/steps/%s/done"
                .formatted(plan.migrationId().value(), step.id());
    }

    private List<RemovalEvent> following(MigrationPlanned plan, ConfirmRemovalStep command) {
        return switch (command.step()) {
            case PREPARE ->
                List.of(
                        begin(plan, RemovalStep.SUSPEND_MANAGEMENT),
                        end(
                                plan,
                                RemovalStep.SUSPEND_MANAGEMENT,
                                "the check for the proxy refuses the source",
                                command.by()),
                        begin(plan, RemovalStep.RELEASE));
            case RELEASE ->
                List.of(
                        new PointOfNoReturnPassed(plan.migrationId(), number, plan.cluster(), plan.source()),
                        begin(plan, RemovalStep.DELETE_SOURCE));
            case DELETE_SOURCE ->
                List.of(
                        begin(plan, RemovalStep.HAND_OVER),
                        end(
                                plan,
                                RemovalStep.HAND_OVER,
                                "management is on the target, with a higher epoch",
                                command.by()),
                        new SourceRemoved(plan.migrationId(), number, plan.cluster(), plan.source(), plan.target()));
            case SUSPEND_MANAGEMENT, HAND_OVER -> throw new IllegalStateException("not a person's step");
        };
    }

    RemovalCancelled cancel(MigrationPlanned plan, String reason, String by) {
        Demand.text("reason", reason);
        if (noReturn) {
            throw Rejection.conflict("point-of-no-return", "The removal of the source is past the point of no return.")
                    .remedy("Finish the removal: %s. What is wrong on the target is repaired there."
                            .formatted(done(plan, RemovalStep.DELETE_SOURCE)));
        }
        return new RemovalCancelled(plan.migrationId(), number, open, reason, by, toRestore());
    }

    /** Asked twice is fine; another reason would not be kept. */
    void demandCancelledFor(MigrationPlanned plan, String reason) {
        if (cancelledFor != null && !cancelledFor.equals(reason)) {
            throw Rejection.conflict(
                            "already-said-otherwise",
                            "Removal %d of %s was cancelled already, for another reason."
                                    .formatted(number, plan.source()))
                    .differs("reason", cancelledFor, reason)
                    .remedy("Nothing to do: the first reason stands.");
        }
    }

    /** Empty if the step does not stand open any more, or is in doubt already. */
    Optional<RemovalInDoubt> doubt(DoubtRemovalStep command) {
        return number == command.removal() && open == command.step() && !inDoubt
                ? Optional.of(new RemovalInDoubt(command.migrationId(), number, command.step()))
                : Optional.empty();
    }

    RemovalStepStarted retry(MigrationPlanned plan, String next) {
        if (open == null || !inDoubt) {
            throw Rejection.conflict("removal-not-in-doubt", "No step of the removal is in doubt.")
                    .remedy(waitsFor(plan, next));
        }
        return begin(plan, open);
    }

    static OutageStated outage(StateOutage command) {
        Demand.text("evidence", command.evidence());
        if (command.outage().isNegative() || command.outage().compareTo(LONGEST_OUTAGE) > 0) {
            throw Rejection.invalid("outage-implausible", "An outage is between nothing and a week.")
                    .at("outage", "PT0S to PT168H", command.outage());
        }
        return new OutageStated(command.migrationId(), command.outage(), command.evidence(), command.by());
    }

    /** What a cancellation restores, last step first. */
    private List<String> toRestore() {
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

    private RemovalStepStarted begin(MigrationPlanned plan, RemovalStep step) {
        return new RemovalStepStarted(plan.migrationId(), number, step, step.compensation());
    }

    private RemovalStepDone end(MigrationPlanned plan, RemovalStep step, String evidence, String by) {
        return new RemovalStepDone(plan.migrationId(), number, step, evidence, by);
    }

    Removal after(RemovalEvent event) {
        return switch (event) {
            case SourceRemovalStarted started ->
                new Removal(
                        started.removal(),
                        null,
                        List.of(),
                        false,
                        false,
                        overridden(started.gates()),
                        started.setAsideFor(),
                        null);
            case RemovalStepStarted started -> at(started.step(), done, noReturn, false);
            case RemovalStepDone stepDone -> at(null, with(stepDone.step()), noReturn, false);
            case PointOfNoReturnPassed passed -> at(open, done, true, inDoubt);
            case RemovalInDoubt doubt -> at(open, done, noReturn, true);
            case RemovalCancelled cancelled ->
                new Removal(number, null, List.of(), false, false, List.of(), Map.of(), cancelled.reason());
            case SourceRemoved removed -> at(null, done, true, false);
        };
    }

    private List<RemovalStep> with(RemovalStep step) {
        var all = new ArrayList<>(done);
        all.add(step);
        return all;
    }

    private Removal at(@Nullable RemovalStep step, List<RemovalStep> steps, boolean past, boolean doubt) {
        return new Removal(number, step, steps, past, doubt, overridden, setAsideFor, null);
    }

    SetAside setAside(MigrationId migration) {
        return new SetAside(migration, Set.copyOf(overridden), setAsideFor);
    }

    private static List<String> overridden(Gates gates) {
        return Gates.ids(gates.all().stream().filter(Gate::overridden).toList());
    }
}
