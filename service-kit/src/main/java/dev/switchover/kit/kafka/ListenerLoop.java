package dev.switchover.kit.kafka;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one topic for one listener. The offset is committed after the transaction of the effect; while a fault lasts, the
 * notice is tried again without limit, and the consumer stays in its group by polling nothing.
 */
final class ListenerLoop {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final NoticeListener<?> listener;
    private final String group;
    private final Broker broker;
    private final NoticeIntake intake;
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable KafkaConsumer<String, byte[]> current;
    private int faults;

    ListenerLoop(NoticeListener<?> listener, String service, Broker broker, NoticeIntake intake) {
        this.listener = listener;
        this.group = service + "." + listener.name();
        this.broker = broker;
        this.intake = intake;
        this.thread =
                Thread.ofPlatform().name("notices-" + listener.name()).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        running = false;
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Optional<String> fault() {
        return Optional.ofNullable(fault.get()).map(text -> listener.name() + ": " + text);
    }

    private void run() {
        while (running) {
            try {
                broker.ensure(listener.topic());
                follow();
            } catch (WakeupException e) {
                Log.debugf("%s stops", group);
            } catch (KafkaException | BrokerFault e) {
                note(e);
                pause();
            }
        }
    }

    private void follow() {
        try (var consumer = consumer()) {
            current = consumer;
            consumer.subscribe(List.of(listener.topic()));
            while (running) {
                handle(consumer, consumer.poll(POLL));
            }
        } finally {
            current = null;
        }
    }

    private void handle(KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> messages) {
        for (var partition : messages.partitions()) {
            for (var message : messages.records(partition)) {
                while (running && !isDone(consumer, partition, message)) {
                    stayInGroup(consumer);
                }
                if (!running || !consumer.assignment().contains(partition)) {
                    break; // whoever has it now goes on from the committed offset
                }
            }
        }
    }

    private boolean isDone(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition, ConsumerRecord<String, byte[]> message) {
        if (!consumer.assignment().contains(partition)) {
            return true;
        }
        try {
            intake.take(listener, message);
            commit(consumer, partition, message.offset() + 1);
            fault.set(null);
            faults = 0;
            return true;
        } catch (TransientFault | BrokerFault e) {
            note(e);
            return false;
        }
    }

    private static void commit(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long next) {
        try {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
        } catch (CommitFailedException | RebalanceInProgressException e) {
            Log.debugf("Another instance goes on with %s: what it sees twice does nothing", partition);
        }
    }

    /** Polls while all is paused, so that nothing comes, and goes on where it was. */
    private void stayInGroup(KafkaConsumer<String, byte[]> consumer) {
        consumer.pause(consumer.assignment());
        var more = consumer.poll(Duration.ofMillis(pauseMillis()));
        if (!more.isEmpty()) {
            more.partitions()
                    .forEach(partition -> consumer.seek(
                            partition, more.records(partition).getFirst().offset()));
        }
        consumer.resume(consumer.assignment());
    }

    private void note(RuntimeException e) {
        faults++;
        fault.set(e.getMessage());
        Log.warnf("%s waits: %s", group, e.getMessage());
    }

    private void pause() {
        try {
            Thread.sleep(pauseMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private long pauseMillis() {
        return Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(faults, 6));
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.servers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        100,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
