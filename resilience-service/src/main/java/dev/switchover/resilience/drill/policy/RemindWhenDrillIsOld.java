package dev.switchover.resilience.drill.policy;

import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentDefined;
import dev.switchover.resilience.deployment.domain.RunId;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.drill.driver.DrillTasks;
import dev.switchover.resilience.drill.driver.Reminders;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/**
 * A new deployment sets the time of its first reminder. A drill that has succeeded is what the operators of all their
 * deployments were reminded of, and sets the time of the next for each.
 */
@Singleton
@ProcessingGroup("remind-of-drill")
@DisallowReplay
public class RemindWhenDrillIsOld {

    private final DefinitionTable definitions;
    private final DrillTasks tasks;
    private final Reminders reminders;

    RemindWhenDrillIsOld(DefinitionTable definitions, DrillTasks tasks, Reminders reminders) {
        this.definitions = definitions;
        this.tasks = tasks;
        this.reminders = reminders;
    }

    @EventHandler
    void on(DeploymentDefined event, @Timestamp Instant at) {
        reminders.countFrom(event.deploymentId(), at, false);
    }

    @EventHandler
    void on(SwitchoverCompleted event, @Timestamp Instant at) {
        if (!event.drill() || !event.open().isEmpty()) {
            return;
        }
        var held = new RunId(event.deploymentId(), event.run()).operation();
        var operators = definitions.last(event.deploymentId()).operators();
        definitions.operatedBy(operators).forEach(deployment -> {
            tasks.meet(deployment, "Held: " + held + " has succeeded.");
            reminders.countFrom(deployment, at, true);
        });
    }
}
