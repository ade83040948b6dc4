package dev.switchover.eventstore.bench;

import dev.switchover.embedded.KafkaBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;

/** From the command to the view in the same process, and to a Kafka consumer in another one. */
final class Following {

    static final String TOPIC = "bench";
    private static final int COMMANDS = 600;
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int WARM_UP = 100;

    private final Side own;

    Following(Side own) {
        this.own = own;
    }

    /** From sending the command to the commit of the view that shows it. */
    Latency view() throws Exception {
        var shown = new ConcurrentHashMap<Long, Long>();
        var processor = processor("view", new Projection(own, shown), 4);
        processor.start();
        var sent = send();
        var micros = new ArrayList<Long>();
        for (int command = WARM_UP; command < COMMANDS; command++) {
            micros.add(TimeUnit.NANOSECONDS.toMicros(awaited(shown, (long) command) - sent.get(command)));
        }
        processor.shutdownAsync().get(30, TimeUnit.SECONDS);
        return Latency.ofMicros(micros);
    }

    /** From sending the command to the record in the hands of a consumer in another JVM, by the machine's clock. */
    Latency kafka(Path home) throws Exception {
        try (var broker = KafkaBroker.start(new KafkaBroker.Settings(home, 0, true));
                var producer = producer(broker.address().bootstrapServers())) {
            createTopic(broker.address().bootstrapServers());
            var consumer = consumer(broker.address().bootstrapServers());
            try (var lines =
                    new BufferedReader(new InputStreamReader(consumer.getInputStream(), StandardCharsets.UTF_8))) {
                lines.readLine(); // it is ready
                var processor = processor("notices", new Publisher(producer), 1);
                processor.start();
                send();
                var micros = new ArrayList<Long>();
                for (int i = 0; i < COMMANDS; i++) {
                    micros.add(Long.parseLong(lines.readLine()));
                }
                processor.shutdownAsync().get(30, TimeUnit.SECONDS);
                return Latency.ofMicros(micros.subList(WARM_UP, COMMANDS));
            } finally {
                consumer.destroy();
            }
        }
    }

    /** Fifty commands a second, each with its number; gives the times of sending. */
    private List<Long> send() throws InterruptedException {
        var commands = own.commands();
        var id = "counter/followed-" + System.nanoTime();
        commands.sendAndWait(new Counter.Open(id));
        var sent = new ArrayList<Long>();
        long begun = System.nanoTime();
        for (long i = 0; i < COMMANDS; i++) {
            TimeUnit.NANOSECONDS.sleep(begun + i * EVERY_NANOS - System.nanoTime());
            sent.add(System.nanoTime());
            sendNumbered(commands, id, i);
        }
        return sent;
    }

    private static void sendNumbered(CommandGateway commands, String id, long number) {
        commands.sendAndWait(new Counter.Stamped(id, number, Stopwatch.micros()));
    }

    private static long awaited(Map<Long, Long> shown, long command) throws InterruptedException {
        var at = shown.get(command);
        while (at == null) {
            Thread.sleep(1);
            at = shown.get(command);
        }
        return at;
    }

    private PooledStreamingEventProcessor processor(String name, Object handler, int segments) {
        return PooledStreamingEventProcessor.builder()
                .name(name)
                .messageSource(own.store())
                .tokenStore(Replaying.tokens(own))
                .transactionManager(own.transactions)
                .errorHandler(PropagatingErrorHandler.instance())
                .initialToken(StreamableMessageSource::createHeadToken)
                .initialSegmentCount(segments)
                .batchSize(segments == 1 ? 200 : 1000)
                .coordinatorExecutor(Executors.newScheduledThreadPool(1))
                .workerExecutor(Executors.newScheduledThreadPool(segments))
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .build();
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<String, String> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", true, "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
    }

    private static Process consumer(String bootstrap) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Consumer.class.getName(),
                        bootstrap)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
