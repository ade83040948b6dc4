package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedIT {

    @Test
    void theDatabasesOfTwoTestsAreDifferentAndEmpty() throws Exception {
        var first = Embedded.freshDatabase();
        var second = Embedded.freshDatabase();

        try (var connection = first.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table mine (id int)");
        }

        assertThat(first).isNotEqualTo(second);
        try (var connection = second.connect();
                var tables = connection.getMetaData().getTables(null, "public", "%", null)) {
            assertThat(tables.next()).isFalse();
        }
        assertThat(Embedded.postgres()).isEqualTo(Embedded.postgres());
    }

    @Test
    void whatIsWrittenToKafkaCanBeRead() throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                Embedded.kafka().bootstrapServers(),
                "group.id",
                "g",
                "auto.offset.reset",
                "earliest");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("greetings", "key", "hello")).get();
        }
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("greetings"));
            ConsumerRecords<String, String> records = ConsumerRecords.empty();
            for (int i = 0; i < 60 && records.isEmpty(); i++) {
                records = consumer.poll(Duration.ofMillis(500));
            }
            assertThat(records).extracting("value").containsExactly("hello");
        }
    }
}
