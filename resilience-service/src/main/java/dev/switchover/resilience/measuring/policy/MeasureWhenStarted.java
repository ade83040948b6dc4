package dev.switchover.resilience.measuring.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverStarted;
import dev.switchover.resilience.measuring.driver.MeasureSwitchover;
import dev.switchover.resilience.measuring.driver.MeasureSwitchover.Subject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Every guided switchover is measured from its first moment. */
@Singleton
@ProcessingGroup("measure-switchover")
@DisallowReplay
public class MeasureWhenStarted {

    private final Deeds deeds;

    MeasureWhenStarted(Deeds deeds) {
        this.deeds = deeds;
    }

    @EventHandler
    void on(SwitchoverStarted event, @Timestamp Instant at) {
        var subject = new Subject(event.deploymentId().value(), event.run());
        deeds.schedule(MeasureSwitchover.NAME, subject.id(), at, subject);
    }
}
