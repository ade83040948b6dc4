package dev.switchover.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A Kafka of one node, broker and controller in one, inside this JVM. */
public final class KafkaBroker implements AutoCloseable {

    private static final String CLUSTER_ID = "c3dpdGNob3Zlci1sb2NhbA";

    // Held here, because the log manager forgets loggers that nobody holds.
    private static final List<Logger> QUIET = Stream.of("kafka", "org.apache.kafka", "state.change.logger")
            .map(Logger::getLogger)
            .toList();

    /**
     * What to start.
     *
     * @param port 0 for any free one
     * @param durable whether records must survive a power cut
     */
    public record Settings(Path home, int port, boolean durable) {}

    // Kafka ends its process when it can no longer write; one of the process cannot tell which broker that was.
    private static final AtomicBoolean GAVE_UP = new AtomicBoolean();

    private final Settings settings;
    private final int port;
    private @Nullable KafkaRaftServer server;

    private KafkaBroker(Settings settings) {
        this.settings = settings;
        this.port = Ports.orFree(settings.port());
    }

    public static KafkaBroker start(Settings settings) {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        keepTheJvmAlive();
        var broker = new KafkaBroker(settings);
        broker.start();
        return broker;
    }

    public Kafka address() {
        return new Kafka("127.0.0.1:" + port);
    }

    public boolean isAlive() {
        return server != null && !hasGivenUp() && KafkaPing.answers(address().bootstrapServers());
    }

    /** Whether Kafka wanted to end this process, as it does when its disk is full; its port may answer all the same. */
    public boolean hasGivenUp() {
        return GAVE_UP.get();
    }

    /** Starts again, at the same port, what {@link #stop} ended or what gave up. */
    public void start() {
        stop();
        GAVE_UP.set(false);
        if (Ports.isTaken(port)) {
            throw new StartFailure("Port " + port + ", wanted for Kafka, is taken.");
        }
        var properties = properties();
        format(properties);
        var starting = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        try {
            starting.startup();
            server = starting;
        } catch (RuntimeException e) {
            starting.shutdown();
            throw new StartFailure("Kafka did not start: " + e.getMessage(), e);
        }
    }

    public void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private Properties properties() {
        var controller = Ports.free();
        var properties = new Properties();
        properties.putAll(KafkaProperties.of(settings, port, controller));
        return properties;
    }

    private void format(Properties properties) {
        var output = new ByteArrayOutputStream();
        try {
            Files.createDirectories(settings.home());
            var file = settings.home().resolve("server.properties");
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, "Written at each start");
            }
            var arguments = new String[] {
                "format", "--config", file.toString(), "--cluster-id", CLUSTER_ID, "--ignore-formatted"
            };
            var code = StorageTool.execute(arguments, new PrintStream(output, true, StandardCharsets.UTF_8));
            if (code != 0) {
                throw new StartFailure(
                        "Kafka's directory could not be prepared: " + output.toString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new StartFailure("Kafka's directory could not be written: " + e.getMessage(), e);
        }
    }

    /** A broker in trouble ends its process; ours must live and tell. */
    private static void keepTheJvmAlive() {
        Exit.Procedure refusal = (code, message) -> {
            GAVE_UP.set(true);
            throw new IllegalStateException("Kafka gave up (" + code + "): " + message);
        };
        Exit.setExitProcedure(refusal);
        Exit.setHaltProcedure(refusal);
    }
}
