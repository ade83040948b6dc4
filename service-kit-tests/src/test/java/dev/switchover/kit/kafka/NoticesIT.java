package dev.switchover.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Embedded;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.sample.CounterNotice;
import dev.switchover.kit.sample.CounterNoticeListener;
import dev.switchover.kit.sample.CounterTable;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.view.ViewTables;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NoticesIT {

    private final String name = UUID.randomUUID().toString();
    private final Commands commands;
    private final CounterNoticeListener listener;
    private final CounterTable view;
    private final Jdbi database;

    NoticesIT(Commands commands, CounterNoticeListener listener, Jdbi database) {
        this.commands = commands;
        this.listener = listener;
        this.database = database;
        this.view = new CounterTable(database, ViewTables.live());
    }

    @Test
    void anEventOfOneServiceBecomesACommandOfAnother() {
        fill(name);

        Eventually.holds(
                () -> assertThat(view.find(new CounterId("echo-" + name))).isPresent());
    }

    @Test
    void noticesAreCloudEventsWithADenseSequence() {
        fill(name);
        fill("second-" + name);

        Eventually.holds(() -> assertThat(mine("second-" + name)).hasSize(2));
        var sequences = read(CounterNotice.TOPIC).stream()
                .filter(message -> message.headers().lastHeader("ce_sequence") != null)
                .map(message -> Long.parseLong(header(message, "ce_sequence")))
                .sorted()
                .distinct() // another test sends some again
                .toList();
        assertThat(sequences)
                .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
        var message = mine(name).getFirst();
        assertThat(header(message, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(message, "ce_source")).isEqualTo("/switchover/sample");
        assertThat(header(message, "ce_type")).isEqualTo("switchover.sample.raised.v1");
        assertThat(header(message, "content-type")).isEqualTo("application/json");
        assertThat(header(message, "traceparent")).startsWith("00-");
    }

    @Test
    void aSecondDeliveryDoesNothing() throws Exception {
        fill(name);
        Eventually.holds(() -> assertThat(mine(name)).hasSize(2));
        Eventually.holds(
                () -> assertThat(view.find(new CounterId("echo-" + name))).isPresent());

        mine(name)
                .forEach(message -> send(new ProducerRecord<>(
                        message.topic(), null, message.key(), message.value(), message.headers())));
        fill("after-" + name);
        Eventually.holds(
                () -> assertThat(view.find(new CounterId("echo-after-" + name))).isPresent());

        assertThat(listener.heads.stream().filter(head -> head.key().equals(name)))
                .hasSize(2);
        assertThat(refusals()).isZero();
    }

    @Test
    void poisonGoesToTheDeadLettersAndWorkGoesOn() {
        fill("poison-" + name);
        send(new ProducerRecord<>(CounterNotice.TOPIC, "garbage-" + name, "{".getBytes(StandardCharsets.UTF_8)));
        fill(name);

        Eventually.holds(
                () -> assertThat(view.find(new CounterId("echo-" + name))).isPresent());
        Eventually.holds(() -> assertThat(read(CounterNotice.TOPIC + ".dlq.sample"))
                .anySatisfy(letter -> {
                    assertThat(letter.key()).isEqualTo("poison-" + name);
                    assertThat(header(letter, "dlq_reason")).contains("cannot bear");
                })
                .anySatisfy(letter -> {
                    assertThat(letter.key()).isEqualTo("garbage-" + name);
                    assertThat(header(letter, "dlq_reason")).contains("ce_id");
                }));
    }

    private void fill(String counter) {
        commands.send(new OpenCounter(new CounterId(counter), "label " + counter, 1));
        commands.send(new Raise(new CounterId(counter), 1));
    }

    private int refusals() {
        return database.withHandle(
                handle -> handle.createQuery("select count(*) from kit.refusal where handler = 'echo'")
                        .mapTo(Integer.class)
                        .one());
    }

    private static List<ConsumerRecord<String, byte[]>> mine(String key) {
        return read(CounterNotice.TOPIC).stream()
                .filter(message -> key.equals(message.key()))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return String.valueOf(Headers.text(message, name));
    }

    private static void send(ProducerRecord<String, byte[]> message) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Embedded.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that is on the topic now. */
    private static List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Embedded.kafka().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(part -> new TopicPartition(topic, part.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var messages = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(messages::add);
            }
            return messages;
        }
    }
}
