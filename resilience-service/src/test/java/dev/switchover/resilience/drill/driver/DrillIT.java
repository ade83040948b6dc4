package dev.switchover.resilience.drill.driver;

import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.manual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.DrillDue;
import dev.switchover.embedded.Embedded;
import dev.switchover.resilience.Eventually;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.drill.driver.RemindOfDrill.Due;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Where nobody has practised for long: in tests that is a second. */
@QuarkusTest
class DrillIT {

    private static final Instant LAST = Instant.parse("2025-11-20T09:00:00Z");

    private final RemindOfDrill remind;
    private final ObjectMapper json;

    DrillIT(RemindOfDrill remind, ObjectMapper json) {
        this.remind = remind;
        this.json = json;
    }

    @Test
    void aTaskSaysSoAndTheOthersAreTold() {
        var d = manual("[\"services\"]");

        Eventually.holds(() -> get("/tasks?subject=deployment/" + d).then().body("kind", hasItem("drill-due")));
        Eventually.holds(() -> assertThat(told(d)).singleElement().satisfies(it -> {
            assertThat(it.operators()).isEqualTo("operators");
            assertThat(it.lastDrill()).as("none was ever held").isNull();
        }));
    }

    @Test
    void eachDueDateIsToldOnceWithTheDrillItCountsFrom() {
        var d = manual("[\"services\"]");
        Eventually.holds(() -> assertThat(told(d)).hasSize(1));

        remind.carryOut(new Due(d, LAST, true), 1);
        remind.carryOut(new Due(d, LAST, true), 2); // a deed may be carried out twice
        remind.carryOut(
                new Due(d, LAST.plusSeconds(1), true), 1); // told in order, so nothing else is to come before it

        Eventually.holds(
                () -> assertThat(told(d)).last().extracting(DrillDue::lastDrill).isEqualTo(LAST.plusSeconds(1)));
        assertThat(told(d)).extracting(DrillDue::lastDrill).containsExactly(null, LAST, LAST.plusSeconds(1));
    }

    /** All reminders of one deployment that lie on the topic. */
    private List<DrillDue> told(String deployment) {
        var key = new DeploymentId(deployment).toString();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Embedded.kafka().bootstrapServers(), "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(ResilienceNotice.TOPIC).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var told = new ArrayList<DrillDue>();
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(message.key()) && read(message.value()) instanceof DrillDue due) {
                        told.add(due);
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
