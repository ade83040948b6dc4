package dev.switchover.migration.migration.policy;

import dev.switchover.kit.deed.Deeds;
import dev.switchover.migration.migration.domain.MigrationEvent.AbortStarted;
import dev.switchover.migration.migration.driver.WaveWork;
import dev.switchover.migration.migration.driver.WaveWork.Word;
import dev.switchover.migration.migration.driver.WorkThroughWave;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;

/** An aborted migration puts everybody back. */
@Singleton
@ProcessingGroup("put-back-all-when-abort-started")
@DisallowReplay
public class PutBackAllWhenAbortStarted {

    private final Deeds deeds;
    private final Clock clock;

    PutBackAllWhenAbortStarted(Deeds deeds, Clock clock) {
        this.deeds = deeds;
        this.clock = clock;
    }

    @EventHandler
    void on(AbortStarted event, @MessageIdentifier String id) {
        deeds.schedule(
                WorkThroughWave.NAME,
                id,
                clock.instant(),
                new WaveWork(Word.ALL_GO_BACK, event.migrationId().value(), "", 0, event.reason()));
    }
}
