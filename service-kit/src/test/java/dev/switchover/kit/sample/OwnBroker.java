package dev.switchover.kit.sample;

import dev.switchover.embedded.Directories;
import dev.switchover.embedded.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker that one test may stop and start; by system properties, for the test has another class loader. */
public class OwnBroker implements QuarkusTestResourceLifecycleManager {

    private static final String STOP = "switchover.test.broker.stop";
    private static final String START = "switchover.test.broker.start";

    private @Nullable KafkaBroker broker;
    private @Nullable Path home;

    @Override
    public Map<String, String> start() {
        try {
            home = Files.createTempDirectory("switchover-kafka-");
            var running = KafkaBroker.start(new KafkaBroker.Settings(home, 0, false));
            broker = running;
            System.getProperties().put(STOP, (Runnable) running::stop);
            System.getProperties().put(START, (Runnable) running::start);
            return Map.of("kafka.bootstrap.servers", running.address().bootstrapServers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
        if (home != null) {
            Directories.delete(home);
        }
    }

    @Override
    public int order() {
        return 1; // above the shared servers
    }

    public static void interrupt() {
        run(STOP);
    }

    public static void restore() {
        run(START);
    }

    private static void run(String what) {
        if (System.getProperties().get(what) instanceof Runnable action) {
            action.run();
        }
    }
}
