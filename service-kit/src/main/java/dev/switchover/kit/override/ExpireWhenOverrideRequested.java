package dev.switchover.kit.override;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** An override is looked at again when its time is over. Nobody is told of those that were over long before. */
@ProcessingGroup("expire-when-override-requested")
@DisallowReplay
public class ExpireWhenOverrideRequested {

    private static final Duration LONG = Duration.ofDays(7);

    private final Deeds deeds;
    private final Clock clock;

    ExpireWhenOverrideRequested(Deeds deeds, Clock clock) {
        this.deeds = deeds;
        this.clock = clock;
    }

    @EventHandler
    void on(OverrideRequested event) {
        if (event.expiresAt().plus(LONG).isAfter(clock.instant())) {
            var id = event.overrideId().value();
            deeds.schedule(ExpireOverrides.NAME, id, event.expiresAt(), new ExpireOverrides.Waiting(id));
        }
    }
}
