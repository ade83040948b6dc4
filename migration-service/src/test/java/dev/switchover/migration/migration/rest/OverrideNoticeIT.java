package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.OverrideRequested;
import dev.switchover.embedded.Embedded;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Whoever may approve an override hears of it. */
@QuarkusTest
class OverrideNoticeIT {

    private final Commands commands;
    private final Clock clock;
    private final ObjectMapper json;

    OverrideNoticeIT(Commands commands, Clock clock, ObjectMapper json) {
        this.commands = commands;
        this.clock = clock;
        this.json = json;
    }

    @Test
    void theOthersAreToldThatAnOverrideWaits() {
        var world = new World(commands, clock).replicated().customers(1).running();
        var body =
                "{\"override\": {\"gates\": [\"customers-moved\"], \"reason\": \"he left\", \"ticket\": \"OPS-12\"}}";
        String operation =
                world.post(world.at("/remove-source"), body).statusCode(202).path("operation");

        Eventually.holds(() -> assertThat(told(operation.replaceFirst("override-", "override/")))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.operation()).isEqualTo(operation);
                    assertThat(it.command()).isEqualTo("migration.remove-source");
                    assertThat(it.subject()).startsWith("migration/");
                    assertThat(it.gates()).containsExactly("customers-moved");
                    assertThat(it.ticket()).isEqualTo("OPS-12");
                }));
    }

    private List<OverrideRequested> told(String key) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Embedded.kafka().bootstrapServers(), "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(MigrationNotice.TOPIC).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var told = new ArrayList<OverrideRequested>();
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(message.key()) && read(message.value()) instanceof OverrideRequested asked) {
                        told.add(asked);
                    }
                }
            }
            return told;
        }
    }

    private MigrationNotice read(String message) {
        try {
            return json.readValue(message, MigrationNotice.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
