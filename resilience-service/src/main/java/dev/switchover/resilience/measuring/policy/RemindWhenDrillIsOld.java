package dev.switchover.resilience.measuring.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentDefined;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.measuring.driver.MeasuringConfig;
import dev.switchover.resilience.measuring.driver.RemindOfDrill;
import dev.switchover.resilience.measuring.driver.RemindOfDrill.Due;
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
    private final MeasuringConfig config;

    RemindWhenDrillIsOld(Deeds deeds, MeasuringConfig config) {
        this.deeds = deeds;
        this.config = config;
    }

    @EventHandler
    void on(DeploymentDefined event, @Timestamp Instant at) {
        next(event.deploymentId(), at);
    }

    @EventHandler
    void on(SwitchoverCompleted event, @Timestamp Instant at) {
        if (event.drill()) {
            next(event.deploymentId(), at);
        }
    }

    private void next(DeploymentId deployment, Instant last) {
        var due = new Due(deployment.value(), last);
        deeds.schedule(RemindOfDrill.NAME, due.id(), last.plus(config.drillEvery()), due);
    }
}
