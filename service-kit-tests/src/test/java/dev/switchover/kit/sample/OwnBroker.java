package dev.switchover.kit.sample;

import dev.switchover.embedded.Directories;
import dev.switchover.embedded.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A broker that one test may stop and start: by its fields {@code stopBroker} and {@code startBroker}, each a Runnable, for the
 * test has another class loader than this.
 */
public class OwnBroker implements QuarkusTestResourceLifecycleManager {

    private @Nullable KafkaBroker broker;
    private @Nullable Path home;

    @Override
    public Map<String, String> start() {
        try {
            home = Files.createTempDirectory("switchover-kafka-");
            var running = KafkaBroker.start(new KafkaBroker.Settings(home, 0, false));
            broker = running;
            return Map.of("kafka.bootstrap.servers", running.address().bootstrapServers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector into) {
        var running = Objects.requireNonNull(broker, "started before a test is made");
        into.injectIntoFields((Runnable) running::stop, field -> field.getName().equals("stopBroker"));
        into.injectIntoFields(
                (Runnable) running::start, field -> field.getName().equals("startBroker"));
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
}
