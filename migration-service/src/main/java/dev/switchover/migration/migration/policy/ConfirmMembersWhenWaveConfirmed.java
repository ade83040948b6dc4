package dev.switchover.migration.migration.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.migration.migration.domain.WaveEvent.WaveConfirmed;
import dev.switchover.migration.migration.driver.WaveWork;
import dev.switchover.migration.migration.driver.WaveWork.Word;
import dev.switchover.migration.migration.driver.WorkThroughWave;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;

/** A person's word for a wave holds for each of its members. */
@Singleton
@ProcessingGroup("confirm-members-when-wave-confirmed")
@DisallowReplay
public class ConfirmMembersWhenWaveConfirmed {

    private final Deeds deeds;
    private final Clock clock;

    ConfirmMembersWhenWaveConfirmed(Deeds deeds, Clock clock) {
        this.deeds = deeds;
        this.clock = clock;
    }

    @EventHandler
    void on(WaveConfirmed event, @MessageIdentifier String id) {
        deeds.schedule(
                WorkThroughWave.NAME,
                id,
                clock.instant(),
                new WaveWork(
                        Word.HAS_MOVED, event.migrationId().value(), event.wave(), event.round(), event.evidence()));
    }
}
