package dev.switchover.local.suite;

import dev.switchover.embedded.KafkaBroker;
import dev.switchover.embedded.Ports;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Kafka, inside the supervisor. */
final class KafkaPart implements Part {

    private final KafkaBroker.Settings settings;
    private @Nullable KafkaBroker broker;

    KafkaPart(Home home, int port) {
        this.settings = new KafkaBroker.Settings(home.data("kafka"), port, true);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String address() {
        return "127.0.0.1:" + settings.port();
    }

    @Override
    public void start() {
        if (broker == null) {
            broker = KafkaBroker.start(settings);
        } else {
            broker.start();
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.stop();
        }
    }

    @Override
    public void kill() {
        stop(); // a thread cannot be killed
    }

    @Override
    public boolean isAlive() {
        return broker != null && !broker.hasGivenUp() && Ports.answers(settings.port());
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }
}
