package dev.switchover.kit.kafka;

import jakarta.inject.Singleton;
import java.time.Instant;

/** Takes notices from a publisher's event handler. They leave when its unit of work prepares its commit. */
@Singleton
public class NoticeOutbox {

    /** {@code noticeId} is the same however often the event is handled: Axon's event id, with a suffix if one event makes several. */
    public void publish(String topic, String key, String noticeId, Instant at, Object notice) {
        throw new UnsupportedOperationException("Kafka is not wired yet: " + topic + key + noticeId + at + notice);
    }
}
