package dev.switchover.migration.migration.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.migration.migration.domain.WaveEvent.WaveStarted;
import dev.switchover.migration.migration.driver.WaveWork;
import dev.switchover.migration.migration.driver.WaveWork.Word;
import dev.switchover.migration.migration.driver.WorkThroughWave;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;

/** A started wave tells its members. */
@Singleton
@ProcessingGroup("tell-members-when-wave-started")
@DisallowReplay
public class TellMembersWhenWaveStarted {

    private final Deeds deeds;
    private final Clock clock;

    TellMembersWhenWaveStarted(Deeds deeds, Clock clock) {
        this.deeds = deeds;
        this.clock = clock;
    }

    @EventHandler
    void on(WaveStarted event, @MessageIdentifier String id) {
        deeds.schedule(
                WorkThroughWave.NAME,
                id,
                clock.instant(),
                new WaveWork(Word.MOVE, event.migrationId().value(), event.wave(), event.round(), ""));
    }
}
