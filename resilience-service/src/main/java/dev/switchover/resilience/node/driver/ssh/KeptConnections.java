package dev.switchover.resilience.node.driver.ssh;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.jspecify.annotations.Nullable;

/** One connection per node, for a new one costs more than most actions. Closed when nobody has wanted it for long. */
@Singleton
class KeptConnections {

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Duration idle;
    private final ConcurrentHashMap<Destination, KeptConnection> connections = new ConcurrentHashMap<>();
    private @Nullable SshClient client;
    private @Nullable ScheduledFuture<?> sweep;

    @Inject
    KeptConnections() {
        this(IDLE);
    }

    KeptConnections(Duration idle) {
        this.idle = idle;
    }

    /** To be left again. */
    KeptConnection enter(Destination destination) {
        return connections.compute(
                destination, (key, kept) -> (kept == null ? new KeptConnection(destination) : kept).enter());
    }

    synchronized SshClient client() {
        if (client == null) {
            client = Client.start();
            sweep = client.getScheduledExecutorService()
                    .scheduleWithFixedDelay(
                            this::closeIdle, idle.toMillis() / 2, idle.toMillis() / 2, TimeUnit.MILLISECONDS);
        }
        return client;
    }

    @PreDestroy
    synchronized void stop() {
        if (sweep != null) {
            sweep.cancel(false);
        }
        if (client != null) {
            client.close(true);
            client = null;
        }
    }

    private void closeIdle() {
        connections
                .keySet()
                .forEach(destination -> connections.computeIfPresent(destination, (key, kept) -> {
                    if (kept.idleFor(idle)) {
                        kept.close();
                        return null;
                    }
                    return kept;
                }));
    }
}
