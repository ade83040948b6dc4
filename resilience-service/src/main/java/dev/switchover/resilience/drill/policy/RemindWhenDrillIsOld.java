package dev.switchover.resilience.drill.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentDefined;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.drill.driver.DrillConfig;
import dev.switchover.resilience.drill.driver.RemindOfDrill;
import dev.switchover.resilience.drill.driver.RemindOfDrill.Due;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** A drill, or a new deployment, sets the time of the next drill. */
@Singleton
@ProcessingGroup("remind-of-drill")
@DisallowReplay
public class RemindWhenDrillIsOld {

    private final Deeds deeds;
    private final DrillConfig config;

    RemindWhenDrillIsOld(Deeds deeds, DrillConfig config) {
        this.deeds = deeds;
        this.config = config;
    }

    @EventHandler
    void on(DeploymentDefined event, @Timestamp Instant at) {
        next(event.deploymentId(), at, false);
    }

    @EventHandler
    void on(SwitchoverCompleted event, @Timestamp Instant at) {
        if (event.drill()) {
            next(event.deploymentId(), at, true);
        }
    }

    private void next(DeploymentId deployment, Instant last, boolean held) {
        var due = new Due(deployment.value(), last, held, config.every());
        deeds.schedule(RemindOfDrill.NAME, due.id(), last.plus(config.every()), due);
    }
}
