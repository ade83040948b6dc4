package dev.switchover.resilience.deployment.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.operation.Operation.Outcome;
import dev.switchover.kit.operation.Operation.State;
import dev.switchover.kit.operation.Operation.Step;
import dev.switchover.kit.operation.OperationSource;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Motive;
import dev.switchover.resilience.deployment.domain.RunId;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.RetryStep;
import dev.switchover.resilience.deployment.view.RunView;
import dev.switchover.resilience.deployment.view.RunView.Done;
import dev.switchover.resilience.deployment.view.RunView.Planned;
import dev.switchover.resilience.deployment.view.RunView.StillOwed;
import dev.switchover.resilience.deployment.view.RunViews;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs, to be followed, cancelled and tried again. */
@Singleton
public class RunOperations implements OperationSource {

    private final RunViews runs;
    private final Commands commands;
    private final Actors actors;
    private final Motive motive;

    RunOperations(RunViews runs, Commands commands, Actors actors, Motive motive) {
        this.runs = runs;
        this.commands = commands;
        this.actors = actors;
        this.motive = motive;
    }

    @Override
    public Optional<Operation> find(String id) {
        return RunId.of(id)
                .flatMap(run -> runs.find(run.deployment(), run.run()).map(view -> operation(run, view)));
    }

    @Override
    public void cancel(String id) {
        var run = RunId.of(id).orElseThrow();
        var by = actors.get().name();
        var why = motive.reason();
        var reason = "cancelled by " + by + (why == null || why.isBlank() ? "" : ": " + why);
        commands.send(new CancelRun(run.deployment(), run.run(), reason, by));
    }

    @Override
    public void retry(String id) {
        var run = RunId.of(id).orElseThrow();
        commands.send(new RetryStep(run.deployment(), run.run()));
    }

    private static Operation operation(RunId id, RunView run) {
        var outcome = run.outcome() == null ? null : Outcome.valueOf(run.outcome());
        var state = outcome != null ? State.ENDED : run.waiting() ? State.WAITING : State.RUNNING;
        var begun = run.steps().stream().map(RunOperations::step);
        var ahead = run.back() == null && outcome == null
                ? run.plan().stream().filter(planned -> isAhead(run, planned)).map(RunOperations::step)
                : Stream.<Step>empty();
        var done = run.steps().stream()
                .filter(step -> step.state().equals("SUCCEEDED") && !step.back())
                .count();
        return new Operation(
                id.operation(),
                run.kind().toLowerCase(Locale.ROOT).replace('_', '-'),
                state,
                outcome,
                Stream.concat(begun, ahead).toList(),
                done,
                (long) run.plan().size(),
                run.startedAt(),
                run.endedAt(),
                id.deployment().toString(),
                run.startedBy(),
                reason(run, outcome),
                run.ticket(),
                run.drill());
    }

    /** Why it ended so, and of what it left open the next steps; else why it was asked for. */
    private static @Nullable String reason(RunView run, @Nullable Outcome outcome) {
        var owed = run.owed().stream().map(RunOperations::words).collect(Collectors.joining(" "));
        if (outcome != Outcome.INCOMPLETE) {
            var why = run.reason() == null ? run.askedReason() : run.reason();
            return owed.isEmpty() ? why : (why + " " + owed).strip();
        }
        return owed.isEmpty() ? "It left open " + String.join(", ", run.open()) + "; all of it is met since." : owed;
    }

    private static String words(StillOwed owed) {
        return "Owed since " + owed.since() + ": " + owed.id() + ". " + owed.what() + " " + owed.next();
    }

    private static boolean isAhead(RunView run, Planned planned) {
        return run.steps().stream().noneMatch(step -> step.id().equals(planned.id()));
    }

    private static Step step(Done step) {
        return new Step(
                step.id(),
                (step.back() ? "Taken back: " : "") + words(step.action(), step.node()),
                step.state().equals("RUNNING") ? null : Outcome.valueOf(step.state()),
                step.startedAt(),
                step.endedAt(),
                step.detail(),
                step.exitCode(),
                step.output(),
                step.answeredIn(),
                step.saidBy());
    }

    private static Step step(Planned step) {
        return new Step(step.id(), words(step.action(), step.node()), null, null, null, null);
    }

    private static String words(@Nullable String action, String node) {
        return action == null ? "CC, MDSs and Edge follow to " + node : action + " on " + node;
    }
}
