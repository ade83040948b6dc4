package dev.switchover.resilience.deployment.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.http.Plan.Skipped;
import dev.switchover.resilience.deployment.claims.DeploymentCommands.Try;
import dev.switchover.resilience.deployment.domain.Preview;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.StartSwitchover;
import dev.switchover.resilience.measuring.view.Forecasts;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.RunPlan;
import dev.switchover.resilience.plan.domain.Step;
import dev.switchover.resilience.plan.domain.Undo;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Dry runs: decided by the deployment itself, told in words. */
@Singleton
class Previews {

    private static final List<Skipped> NOTHING_LEFT = List.of(new Skipped("services", "All is as asked already."));

    private static final Plan.Step DRILL = new Plan.Step("drill", "The run is an exercise");

    private final Commands commands;
    private final Forecasts forecasts;

    Previews(Commands commands, Forecasts forecasts) {
        this.commands = commands;
        this.forecasts = forecasts;
    }

    /** With what it will probably cost. */
    SwitchoverPlan ofSwitchover(StartSwitchover command) {
        var preview = preview(command);
        var plan = of(command, preview);
        var kind = new Forecasts.Kind(
                command.direction().name(),
                command.kind().name(),
                command.order().name());
        var steps = plan.steps().stream().map(Plan.Step::id).toList();
        var forecast = forecasts.of(command.deploymentId(), kind, steps);
        var own = preview.ownData();
        return new SwitchoverPlan(plan, own == null ? forecast : forecast.withLossOfData("UNKNOWN: " + own));
    }

    Plan of(Object command) {
        return of(command, preview(command));
    }

    private Preview preview(Object command) {
        return commands.send(new Try(command));
    }

    private static Plan of(Object command, Preview preview) {
        var steps = preview.plan().steps().stream()
                .map(step -> new Plan.Step(step.id(), words(step, preview.plan())))
                .toList();
        var plan = Plan.of(steps, preview.gates(), steps.isEmpty() ? NOTHING_LEFT : List.of());
        return command instanceof StartSwitchover asked && asked.drill() ? ofDrill(plan) : plan;
    }

    /** Who has seen the plan of an exercise has not seen that of the real thing, nor the other way round. */
    private static Plan ofDrill(Plan plan) {
        var marked = Stream.concat(plan.steps().stream(), Stream.of(DRILL)).toList();
        var hash = Plan.of(marked, plan.gates(), plan.skipped()).planHash();
        return new Plan(plan.steps(), plan.gates(), plan.skipped(), hash);
    }

    private static String words(Step step, RunPlan plan) {
        var action = step.action();
        if (action == null) {
            return "Wait until CC, MDSs and Edge have followed to " + step.node() + left(plan);
        }
        return action.id() + " on " + step.node() + patience(step) + loss(step, plan) + undo(step)
                + (step.noReturn() ? ". After this step there is no way back" : "");
    }

    private static String left(RunPlan plan) {
        return plan.kind() == RunKind.START_SERVICES && plan.from() != null
                ? ". Then %1$s is still to be stopped: stop-%1$s is owed until it says that it serves no more, or evidence is given"
                        .formatted(plan.from())
                : "";
    }

    private static String patience(Step step) {
        return step.patience().equals(Duration.ZERO)
                ? ""
                : ", when its calls have ended, " + step.patience() + " at the latest";
    }

    private static String loss(Step step, RunPlan plan) {
        if (step.action() != NodeAction.STOP_SERVICES) {
            return "";
        }
        var later =
                plan.steps().subList(plan.steps().indexOf(step), plan.steps().size());
        var newOnes = plan.to() == null
                ? ", and it takes no new ones"
                : later.stream().anyMatch(one -> one.action() == NodeAction.START_SERVICES)
                        ? ", and new ones fail until the other node serves"
                        : "";
        return ". Calls in progress on it are cut" + newOnes;
    }

    private static String undo(Step step) {
        return step.undo().isEmpty()
                ? ""
                : ". Taken back by: "
                        + step.undo().stream().map(Previews::words).collect(Collectors.joining(", "));
    }

    private static String words(Undo undo) {
        return undo.action().id() + " on " + undo.node();
    }
}
