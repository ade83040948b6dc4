package dev.switchover.resilience.deployment.rest;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.override.Fact;
import dev.switchover.kit.override.Overridable;
import dev.switchover.kit.override.OverridableCommands;
import dev.switchover.kit.override.OverrideRequest;
import dev.switchover.kit.override.Overrides;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StartServices;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.RunGates;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.StartSwitchover;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs that set gates aside, once a second person confirms it. Stopping needs none: nothing measured guards it. */
@Singleton
class RunOverrides {

    private final Overrides overrides;
    private final Previews previews;

    RunOverrides(Overrides overrides, Previews previews) {
        this.overrides = overrides;
        this.previews = previews;
    }

    /** The commands, by the names they are stored under while they wait. */
    @Singleton
    static class Named implements OverridableCommands {

        private final Previews previews;

        Named(Previews previews) {
            this.previews = previews;
        }

        @Override
        public Map<String, Overridable<?>> byName() {
            return Map.of(
                    "resilience.start-services",
                    Overridable.of(StartServices.class, it -> facts(it, it.overridden())),
                    "resilience.start-switchover",
                    Overridable.of(StartSwitchover.class, it -> facts(it, it.overridden())));
        }

        /** What nodes say of themselves is other at every look. */
        private List<Fact> facts(Object command, Set<String> overridden) {
            var plan = previews.of(command);
            var steps = plan.steps().stream().map(Plan.Step::description).collect(Collectors.joining("; "));
            return Stream.concat(
                            Stream.of(Fact.does(plan, steps)),
                            Fact.measured(plan.gates(), overridden, gate -> false).stream())
                    .toList();
        }
    }

    /** The names in a request, or none. */
    static Set<String> names(@Nullable OverrideRequest override) {
        return override == null ? Set.of() : override.gates();
    }

    /** Waits for the second person, unless a gate named does not stand before the command or is nobody's to set aside. */
    Response ask(Object command, OverrideRequest override, DeploymentId deployment) {
        var before = previews.of(command).gates();
        override.gates().forEach(gate -> check(gate, before));
        return overrides.ask(command, override, deployment.toString());
    }

    private static void check(String name, Gates before) {
        if (Gate.NEVER_OVERRIDABLE.contains(name) || RunGates.NEVER.contains(name)) {
            throw Rejection.conflict("gate-not-overridable", "Nobody may override " + name + ".")
                    .at(
                            "override.gates",
                            before.all().stream()
                                    .map(Gate::id)
                                    .filter(RunGates::isOverridable)
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                            name);
        }
        var names = Gates.ids(before.all());
        if (!names.contains(name)) {
            throw Rejection.invalid("gate-not-found", "No gate " + name + " stands before this command.")
                    .at("override.gates", String.join(", ", names), name)
                    .remedy("Name one of " + String.join(", ", names) + ".");
        }
    }
}
