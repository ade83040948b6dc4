package dev.switchover.kit.kafka;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends messages and waits for all acknowledgements, for a bounded time. */
@Singleton
class NoticeProducer {

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Broker broker;
    private @Nullable KafkaProducer<String, byte[]> producer;

    NoticeProducer(Broker broker) {
        this.broker = broker;
    }

    /** Returns when Kafka has acknowledged all of them, in order; throws if one is in doubt. */
    synchronized void send(List<ProducerRecord<String, byte[]>> messages) {
        messages.stream().map(ProducerRecord::topic).distinct().forEach(broker::ensure);
        try {
            var acknowledgements = new ArrayList<Future<RecordMetadata>>(messages.size());
            for (var message : messages) {
                acknowledgements.add(producer().send(message));
            }
            await(acknowledgements);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            discard(); // what it still holds must not arrive behind the next attempt
            throw new BrokerFault("Not acknowledged: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            discard();
            throw new BrokerFault("Interrupted", e);
        }
    }

    synchronized void stop(@Observes @Priority(3) ShutdownEvent stopping) {
        discard();
    }

    private static void await(List<Future<RecordMetadata>> acknowledgements)
            throws InterruptedException, ExecutionException, TimeoutException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (var acknowledgement : acknowledgements) {
            acknowledgement.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.servers(),
                            ProducerConfig.ACKS_CONFIG, "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                            ProducerConfig.LINGER_MS_CONFIG, 0,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG, 4_000,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}
