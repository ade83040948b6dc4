package dev.switchover.resilience;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.embedded.Embedded;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the others have been told. */
@Singleton
public class Notices {

    private final ObjectMapper json;

    Notices(ObjectMapper json) {
        this.json = json;
    }

    /** All of one kind that lie on the topic under the key. */
    public <N extends ResilienceNotice> List<N> told(Class<N> kind, String key) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Embedded.kafka().bootstrapServers(), "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(ResilienceNotice.TOPIC).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var told = new ArrayList<N>();
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(message.key()) && kind.isInstance(read(message.value()))) {
                        told.add(kind.cast(read(message.value())));
                    }
                }
            }
            return told;
        }
    }

    private ResilienceNotice read(String message) {
        try {
            return json.readValue(message, ResilienceNotice.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
