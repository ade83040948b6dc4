package dev.switchover.eventstore.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The other process: prints for each record how many microseconds ago its command was sent. */
final class Consumer {

    private Consumer() {}

    public static void main(String[] arguments) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", arguments[0], "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(Following.TOPIC, 0)));
            consumer.poll(Duration.ofSeconds(5));
            System.out.println("ready");
            while (!Thread.interrupted()) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(message -> System.out.println(Stopwatch.micros() - Long.parseLong(message.value())));
            }
        }
    }
}
