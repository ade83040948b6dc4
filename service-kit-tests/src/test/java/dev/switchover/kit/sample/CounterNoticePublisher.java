package dev.switchover.kit.sample;

import dev.switchover.kit.kafka.NoticeOutbox;
import dev.switchover.kit.sample.CounterEvent.CounterFilled;
import dev.switchover.kit.sample.CounterEvent.CounterOpened;
import dev.switchover.kit.sample.CounterEvent.CounterRaised;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;

@Singleton
@DisallowReplay
@ProcessingGroup("counter-notices")
public class CounterNoticePublisher {

    private final NoticeOutbox outbox;

    CounterNoticePublisher(NoticeOutbox outbox) {
        this.outbox = outbox;
    }

    @EventHandler
    void on(CounterEvent event, @Timestamp Instant at, @MessageIdentifier String eventId) {
        notice(event, at)
                .ifPresent(notice ->
                        outbox.publish(CounterNotice.TOPIC, event.counterId().value(), eventId, at, notice));
    }

    static Optional<CounterNotice> notice(CounterEvent event, Instant at) {
        return switch (event) {
            case CounterRaised(var id, var by) -> Optional.of(new CounterNotice.Raised(id.value(), at, by));
            case CounterFilled(var id) -> Optional.of(new CounterNotice.Filled(id.value(), at));
            case CounterOpened opened -> Optional.empty();
        };
    }
}
