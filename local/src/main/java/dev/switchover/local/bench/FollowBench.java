package dev.switchover.local.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Adds clusters over REST, twenty a second, and says how long it takes until the answer comes, which waits for the view,
 * and until the notice is in the hands of a consumer in this process: through the service's own processors and publisher.
 */
final class FollowBench implements Bench {

    private static final String TOPIC = "switchover.migration.v1";
    private static final int WARM_UP = 200;
    private static final int COMMANDS = 800;
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, Long> received = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "follow";
    }

    @Override
    public Map<String, Object> measure(Site site) throws Exception {
        site.cluster("first"); // so that the topic exists
        try (var consumer = consumer(site)) {
            var reading = Thread.ofPlatform().daemon().start(() -> read(consumer));
            var begun = new ArrayList<Long>();
            var answered = new ArrayList<Long>();
            for (int i = 0; i < COMMANDS; i++) {
                TimeUnit.NANOSECONDS.sleep(EVERY_NANOS);
                begun.add(System.nanoTime());
                site.cluster("follow-" + i, "a");
                answered.add(System.nanoTime());
            }
            var figures = figures(begun, answered);
            consumer.wakeup();
            reading.join();
            return figures;
        }
    }

    private Map<String, Object> figures(List<Long> begun, List<Long> answered) throws InterruptedException {
        var view = new ArrayList<Long>();
        var kafka = new ArrayList<Long>();
        for (int i = WARM_UP; i < COMMANDS; i++) {
            view.add(answered.get(i) - begun.get(i));
            kafka.add(receivedAt("cluster/follow-" + i) - begun.get(i));
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("viewMs", Latency.of(view));
        figures.put("kafkaMs", Latency.of(kafka));
        figures.put("aim", "viewMs p99 100, kafkaMs p99 50");
        return figures;
    }

    private long receivedAt(String key) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var at = received.get(key);
        while (at == null) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no notice of " + key);
            }
            TimeUnit.MILLISECONDS.sleep(5);
            at = received.get(key);
        }
        return at;
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        try {
            while (true) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(notice -> received.putIfAbsent(notice.key(), System.nanoTime()));
            }
        } catch (org.apache.kafka.common.errors.WakeupException e) {
            // that is the end
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(Site site) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", site.suite().record().address("kafka"), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return consumer;
    }
}
