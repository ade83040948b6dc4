package dev.switchover.resilience.deployment.view;

import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartRequested;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopRequested;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverStarted;
import dev.switchover.resilience.plan.domain.RunPlan;
import org.jspecify.annotations.Nullable;

/** A run that begins, whatever began it. */
record NewRun(
        String deployment,
        int run,
        String urgency,
        @Nullable String order,
        boolean drill,
        RunPlan plan,
        Gates gates,
        String by) {

    static NewRun of(SwitchoverStarted event) {
        return new NewRun(
                event.deploymentId().value(),
                event.run(),
                event.kind().name(),
                event.order().name(),
                event.drill(),
                event.plan(),
                event.gates(),
                event.by());
    }

    static NewRun of(ServicesStartRequested event) {
        return button(event.deploymentId().value(), event.run(), event.plan(), event.gates(), event.by());
    }

    static NewRun of(ServicesStopRequested event) {
        return button(event.deploymentId().value(), event.run(), event.plan(), event.gates(), event.by());
    }

    private static NewRun button(String deployment, int run, RunPlan plan, Gates gates, String by) {
        return new NewRun(deployment, run, "PLANNED", null, false, plan, gates, by);
    }
}
