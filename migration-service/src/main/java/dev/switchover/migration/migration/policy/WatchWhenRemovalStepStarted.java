package dev.switchover.migration.migration.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepStarted;
import dev.switchover.migration.migration.driver.RemovalConfig;
import dev.switchover.migration.migration.driver.WatchRemovalStep;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;

/** A step that a person was asked for is looked at again when its time is over. */
@Singleton
@ProcessingGroup("watch-when-removal-step-started")
@DisallowReplay
public class WatchWhenRemovalStepStarted {

    private final Deeds deeds;
    private final RemovalConfig config;

    WatchWhenRemovalStepStarted(Deeds deeds, RemovalConfig config) {
        this.deeds = deeds;
        this.config = config;
    }

    @EventHandler
    void on(RemovalStepStarted event, @MessageIdentifier String id, @Timestamp Instant at) {
        if (event.step().manual()) {
            var step = new WatchRemovalStep.Step(event.migrationId().value(), event.removal(), event.step());
            deeds.schedule(WatchRemovalStep.NAME, id, at.plus(config.stepLimit()), step);
        }
    }
}
