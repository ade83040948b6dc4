package dev.switchover.resilience.drill.driver;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.drill.driver.RemindOfDrill.Due;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Sets the times of reminders; each is set once. */
@Singleton
public class Reminders {

    private final Deeds deeds;
    private final DrillConfig config;

    Reminders(Deeds deeds, DrillConfig config) {
        this.deeds = deeds;
        this.config = config;
    }

    /**
     * The next one is due so long after that time.
     *
     * @param held whether a drill ended then; else the deployment was defined
     */
    public void countFrom(DeploymentId deployment, Instant last, boolean held) {
        var due = new Due(deployment.value(), last, held, config.every());
        deeds.schedule(RemindOfDrill.NAME, due.id(), last.plus(config.every()), due);
    }
}
