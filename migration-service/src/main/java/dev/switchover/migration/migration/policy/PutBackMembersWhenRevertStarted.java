package dev.switchover.migration.migration.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.migration.migration.domain.WaveEvent.WaveRevertStarted;
import dev.switchover.migration.migration.driver.WaveWork;
import dev.switchover.migration.migration.driver.WaveWork.Word;
import dev.switchover.migration.migration.driver.WorkThroughWave;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;

/** A reverted wave puts its members back. */
@Singleton
@ProcessingGroup("put-back-members-when-revert-started")
@DisallowReplay
public class PutBackMembersWhenRevertStarted {

    private final Deeds deeds;
    private final Clock clock;

    PutBackMembersWhenRevertStarted(Deeds deeds, Clock clock) {
        this.deeds = deeds;
        this.clock = clock;
    }

    @EventHandler
    void on(WaveRevertStarted event, @MessageIdentifier String id) {
        deeds.schedule(
                WorkThroughWave.NAME,
                id,
                clock.instant(),
                new WaveWork(Word.GO_BACK, event.migrationId().value(), event.wave(), event.round(), event.reason()));
    }
}
