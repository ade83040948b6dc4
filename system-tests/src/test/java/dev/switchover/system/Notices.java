package dev.switchover.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All notices that lie on the topics, each as often as it was sent. */
record Notices(List<Notice> all) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DEAD = ".dlq.";

    /** What the headers of one message say. */
    record Notice(String topic, String source, long sequence, String id, String type, String subject) {

        static Notice of(ConsumerRecord<String, String> message) {
            return new Notice(
                    message.topic(),
                    header(message, "ce_source"),
                    Long.parseLong(header(message, "ce_sequence")),
                    header(message, "ce_id"),
                    header(message, "ce_type"),
                    header(message, "ce_subject"));
        }

        private static String header(ConsumerRecord<String, String> message, String name) {
            return new String(
                    Objects.requireNonNull(message.headers().lastHeader(name)).value(), UTF_8);
        }

        private boolean isDead() {
            return topic.contains(DEAD);
        }
    }

    /** From the beginning of every topic of ours to its end. */
    static Notices read() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Running.suite().record().address("kafka"), "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith("switchover."))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new Notices(readToTheEnd(consumer));
        }
    }

    private static List<Notice> readToTheEnd(KafkaConsumer<String, String> consumer) {
        var ends = consumer.endOffsets(consumer.assignment());
        var notices = new ArrayList<Notice>();
        var complete = Waiting.upTo(PATIENCE).until(() -> {
            consumer.poll(Duration.ofMillis(500)).forEach(message -> notices.add(Notice.of(message)));
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
        assertThat(complete).as("read to %s", ends).isTrue();
        return notices;
    }

    /** What was said in one run, each notice once, ids aside. */
    private List<String> saidIn(Play play) {
        return all.stream()
                .filter(notice -> notice.subject().contains(play.run()))
                .distinct()
                .map(notice -> notice.type() + " " + notice.subject().replace(play.run(), "RUN"))
                .sorted()
                .toList();
    }

    /** Waits until one run has said what the other has said. */
    static Notices awaitSame(Play play, Play other, Duration limit) {
        Waiting.upTo(limit).until(() -> read().saidIn(play).equals(read().saidIn(other)));
        var notices = read();
        assertThat(notices.saidIn(play)).isNotEmpty().isEqualTo(notices.saidIn(other));
        return notices;
    }

    /** Every source has counted its notices without a hole and used no number for two; none is among the dead letters. */
    void assertNothingIsMissing() {
        assertThat(all).filteredOn(Notice::isDead).isEmpty();
        var bySource = all.stream().collect(groupingBy(Notice::source));
        assertThat(bySource).isNotEmpty();
        bySource.forEach((source, notices) -> {
            var idsByNumber = notices.stream()
                    .collect(groupingBy(Notice::sequence, mapping(Notice::id, toCollection(TreeSet::new))));
            assertThat(idsByNumber.values())
                    .as("ids under one number of %s", source)
                    .allSatisfy(ids -> assertThat(ids).hasSize(1));
            assertThat(notices.stream().map(Notice::id).distinct()).hasSameSizeAs(idsByNumber.keySet());
            assertThat(new TreeSet<>(idsByNumber.keySet()))
                    .as("numbers of %s", source)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, idsByNumber.size())
                            .boxed()
                            .toList());
        });
    }
}
