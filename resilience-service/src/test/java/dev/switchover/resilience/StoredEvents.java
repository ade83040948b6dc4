package dev.switchover.resilience;

import dev.switchover.kit.testing.StoredStory;
import dev.switchover.resilience.deployment.domain.DeploymentEvent;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent;
import dev.switchover.resilience.drill.domain.DrillEvent;
import dev.switchover.resilience.measuring.domain.MeasurementEvent;

/** The story of deployments that are failed over and back. */
final class StoredEvents {

    static final StoredStory STORY =
            new StoredStory(DeploymentEvent.class, SwitchoverEvent.class, MeasurementEvent.class, DrillEvent.class);

    private StoredEvents() {}
}
