package dev.switchover.migration.authorisation.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRequested;
import dev.switchover.migration.authorisation.driver.RemindSilentSupplier;
import dev.switchover.migration.authorisation.driver.RemindSilentSupplier.Reminder;
import dev.switchover.migration.authorisation.driver.RemindersConfig;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Whoever is given a date is reminded of it. */
@Singleton
@ProcessingGroup("remind-when-requested")
@DisallowReplay
public class RemindWhenRequested {

    private final Deeds deeds;
    private final RemindersConfig config;

    RemindWhenRequested(Deeds deeds, RemindersConfig config) {
        this.deeds = deeds;
        this.config = config;
    }

    @EventHandler
    void on(AuthorisationRequested event, @Timestamp Instant at) {
        var first = new Reminder(event.authorisationId().value(), event.neededBy(), 1);
        deeds.schedule(RemindSilentSupplier.NAME, first.id(), config.first(at, event.neededBy()), first);
    }
}
